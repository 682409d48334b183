# Sourced by app/run, tests/run and .ci/run, which set `project` (the top level's path) and `name` (how they call themselves).
# What they share: installing the missing packages of a list, and configuring a build folder where that is needed.

export LC_ALL=C.UTF-8

fail() {
  echo "$name: $*" >&2
  exit 1
}

# Prints the packages of the lists that are not installed.
missing_packages() {
  local wanted
  wanted=$(sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "$@" | sort -u)
  comm -23 <(echo "$wanted") \
    <(dpkg-query --show --showformat '${db:Status-Abbrev}${Package}\n' $wanted 2>/dev/null | sed -n 's/^.i *//p' | sort -u)
}

# Asks for sudo's password where there is someone to ask.
may_be_root() {
  [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null || { [ -t 2 ] && command -v sudo >/dev/null && sudo true; }
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

# An unattended-upgrades that holds the lock is waited for, for five minutes.
apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get --quiet --assume-yes --option DPkg::Lock::Timeout=300 \
    --option Acquire::Retries=3 "$@" </dev/null
}

# install_packages LIST…: installs what is missing, and asks neither the network nor for root when nothing is. The archive's index
# is only read anew when the present one does not do.
install_packages() {
  local missing attempt log
  if ! command -v dpkg-query >/dev/null; then
    echo "$name: this is not Debian; taking it that the packages of ${*#"$project/"} are there under other names" >&2
    return
  fi
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  may_be_root || fail "neither root nor sudo; let root run: apt-get install --no-install-recommends" $missing
  echo "$name: installing" $missing "(this can take some minutes)" >&2
  log=$(mktemp)
  for attempt in 1 2 3; do
    [ "$attempt" -eq 1 ] || apt_get update >"$log" 2>&1 || true
    if apt_get install --no-install-recommends $missing >>"$log" 2>&1; then
      rm "$log"
      return
    fi
  done
  cat "$log" >&2
  rm "$log"
  fail "could not install" $missing
}

# configure FOLDER OPTION…: only where FOLDER holds no build of this very source folder yet, or where there are options to set.
# After that ninja sees by itself when CMake has to run again. What it says goes to standard error, as the build does: standard output
# is the program's.
configure() {
  local folder=$1 home=
  shift
  if [ -f "$folder/build.ninja" ]; then
    home=$(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' "$folder/CMakeCache.txt")
  fi
  if [ "$home" != "$project" ]; then
    cmake --fresh -S "$project" -B "$folder" -G Ninja -DCMAKE_BUILD_TYPE=Release "$@" >&2
  elif [ $# -gt 0 ]; then
    cmake -S "$project" -B "$folder" "$@" >&2
  fi || fail "could not configure $folder"
}

build() {
  cmake --build "$@" >&2 || fail "could not build $1"
}
