"""Writes tests/data/network_reference.json: passes and training steps of small networks, to 40 digits.

Run from the project's root:  python3 tests/support/make_network_reference.py   (needs mpmath: Debian's python3-mpmath)

Nothing here knows back-propagation. Every derivative is a difference quotient of the loss itself at 80 digits: delta_j of a layer by
moving that unit's pre-activation, dW by moving the weight. So it is independent of the formulas that the program uses.
"""
import json
import random
from mpmath import mp, mpf

mp.dps = 80
STEP = mpf(10) ** -25

H = {
    "identity": lambda a: a,
    "tanh": mp.tanh,
    "sigmoid": lambda a: 1 / (1 + mp.exp(-a)),
    "relu": lambda a: max(a, mpf(0)),
    "leaky-relu": lambda a: a if a > 0 else mpf("0.01") * a,
    "softplus": lambda a: mp.log(1 + mp.exp(a)),
    "elu": lambda a: a if a > 0 else mp.exp(a) - 1,
    "silu": lambda a: a / (1 + mp.exp(-a)),
    "gelu": lambda a: a * mp.ncdf(a),
    "sine": mp.sin,
}


def apply(activation, a):
    if activation == "softmax":
        powers = [mp.exp(v) for v in a]
        return [p / sum(powers) for p in powers]
    return [H[activation](v) for v in a]


def loss_of(loss, y, yhat, output):
    if loss == "square":
        return sum((t - v) ** 2 for t, v in zip(y, yhat)) / 2
    if output == "softmax":
        return -sum(t * mp.log(v) for t, v in zip(y, yhat))
    return -sum(t * mp.log(v) + (1 - t) * mp.log(1 - v) for t, v in zip(y, yhat))


def forward(net, W, b, x, moved=None):
    """All a and z; `moved` = (layer, unit, amount) is added to that pre-activation."""
    z, rows = x, []
    for l, (units, activation) in enumerate(net["layers"], 1):
        a = [sum((w * v for w, v in zip(W[l - 1][j], z)), b[l - 1][j] if b else mpf(0)) for j in range(units)]
        if moved and moved[0] == l:
            a[moved[1]] += moved[2]
        z = apply(activation, a)
        rows.append((a, z))
    return rows


def loss_at(net, W, b, x, y, moved=None):
    return loss_of(net["loss"], y, forward(net, W, b, x, moved)[-1][1], net["layers"][-1][1])


def slope(f):
    return (f(STEP) - f(-STEP)) / (2 * STEP)


def gradient(net, W, b, examples):
    """d/dw and d/db of the mean loss."""
    def mean():
        return sum(loss_at(net, W, b, x, y) for x, y in examples) / len(examples)

    def along(row, k):
        start = row[k]

        def at(t):
            row[k] = start + t
            value = mean()
            row[k] = start
            return value
        return slope(at)
    dW = [[[along(row, i) for i in range(len(row))] for row in layer] for layer in W]
    db = [[along(layer, j) for j in range(len(layer))] for layer in b] if b else None
    return dW, db


def digits(value):
    if isinstance(value, (list, tuple)):
        return [digits(v) for v in value]
    return float(value) if isinstance(value, mpf) else value


def numbers(count, spread, rng):
    return [mpf(rng.randint(-spread, spread)) / 256 for _ in range(count)]


def parameters(net, rng):
    sizes = [net["inputs"]] + [units for units, _ in net["layers"]]
    W = [[numbers(sizes[l], 300, rng) for _ in range(sizes[l + 1])] for l in range(len(sizes) - 1)]
    b = [numbers(sizes[l + 1], 100, rng) for l in range(len(sizes) - 1)] if net["bias"] else None
    return W, b


def passes_case(name, net, rng):
    W, b = parameters(net, rng)
    x = numbers(net["inputs"], 400, rng)
    K = net["layers"][-1][0]
    if net["layers"][-1][1] == "softmax":
        y = [mpf(int(k == 1)) for k in range(K)]
    elif net["loss"] == "cross-entropy":
        y = [mpf(k % 2) for k in range(K)]
    else:
        y = numbers(K, 256, rng)
    rows = forward(net, W, b, x)
    layers = []
    for l, (units, activation) in enumerate(net["layers"], 1):
        delta = [slope(lambda t, j=j: loss_at(net, W, b, x, y, (l, j, t))) for j in range(units)]
        a, z = rows[l - 1]
        h1 = [slope(lambda t, j=j: apply(activation, a[:j] + [a[j] + t] + a[j + 1:])[j]) for j in range(units)]
        layers.append({"a": a, "z": z, "slope": h1, "delta": delta})
    dW, db = gradient(net, W, b, [(x, y)])
    return {"name": name, **net, "W": digits(W), "b": digits(b), "x": digits(x), "y": digits(y),
            "loss_value": float(loss_at(net, W, b, x, y)),
            "passes": [{k: digits(v) for k, v in layer.items()} for layer in layers],
            "dW": digits(dW), "db": digits(db)}


def flat(W, b):
    out = []
    for l in range(len(W)):
        out += [v for row in W[l] for v in row] + (b[l] if b else [])
    return out


def unflatten(theta, W, b):
    at = iter(theta)
    for l in range(len(W)):
        for row in W[l]:
            row[:] = [next(at) for _ in row]
        if b:
            b[l][:] = [next(at) for _ in b[l]]


def optimizer_case(name, settings, rng, steps=6):
    net = {"inputs": 2, "bias": True, "layers": [(3, "tanh"), (1, "identity")], "loss": "square"}
    W, b = parameters(net, rng)
    # The rates of the file are doubles, so the reference has to use the very same numbers.
    exact = {k: mpf(float(v)) if isinstance(v, (int, float)) and not isinstance(v, bool) else v for k, v in settings.items()}
    examples = [(numbers(2, 300, rng), numbers(1, 256, rng)) for _ in range(4)]
    weight = flat([[[mpf(1)] * len(r) for r in layer] for layer in W], [[mpf(0)] * len(layer) for layer in b])
    theta = flat(W, b)
    start = digits(theta)
    m, v = [mpf(0)] * len(theta), [mpf(0)] * len(theta)
    eta, path = exact["learning_rate"], []
    for t in range(1, steps + 1):
        unflatten(theta, W, b)
        dW, db = gradient(net, W, b, examples)
        sign = lambda w: (w > 0) - (w < 0)
        g = [gi + wi * (exact["l2"] * p + exact["l1"] * sign(p)) for gi, wi, p in zip(flat(dW, db), weight, theta)]
        if exact["name"] == "sgd":
            mu = exact["momentum"]
            m = [mu * mi + gi for mi, gi in zip(m, g)]
            step = [gi + mu * mi for gi, mi in zip(g, m)] if exact["nesterov"] else m
            theta = [p - eta * s for p, s in zip(theta, step)]
        elif exact["name"] == "rmsprop":
            rho = exact["decay"]
            v = [rho * vi + (1 - rho) * gi ** 2 for vi, gi in zip(v, g)]
            theta = [p - eta * gi / (mp.sqrt(vi) + exact["epsilon"]) for p, gi, vi in zip(theta, g, v)]
        else:
            b1, b2 = exact["beta1"], exact["beta2"]
            m = [b1 * mi + (1 - b1) * gi for mi, gi in zip(m, g)]
            v = [b2 * vi + (1 - b2) * gi ** 2 for vi, gi in zip(v, g)]
            theta = [p - eta * (mi / (1 - b1 ** t)) / (mp.sqrt(vi / (1 - b2 ** t)) + exact["epsilon"])
                     for p, mi, vi in zip(theta, m, v)]
        path.append(digits(theta))
    return {"name": name, "settings": settings, "theta": start,
            "x": digits([x for x, _ in examples]), "y": digits([y for _, y in examples]), "path": path}


def main():
    rng = random.Random(20260101)
    cases = []
    for activation in H:
        net = {"inputs": 2, "bias": True, "layers": [(3, activation), (2, activation), (1, "identity")], "loss": "square"}
        cases.append(passes_case(activation, net, rng))
        net = {"inputs": 3, "bias": False, "layers": [(2, "tanh"), (2, activation)], "loss": "square"}
        cases.append(passes_case(activation + " output, no bias", net, rng))
    for output in ("sigmoid", "softmax"):
        net = {"inputs": 2, "bias": True, "layers": [(4, "tanh"), (3, output)], "loss": "cross-entropy"}
        cases.append(passes_case(output + " cross-entropy", net, rng))
    net = {"inputs": 2, "bias": True, "layers": [(4, "tanh"), (3, "softmax")], "loss": "square"}
    cases.append(passes_case("softmax square", net, rng))
    cases.append(passes_case("no hidden layer", {"inputs": 4, "bias": True, "layers": [(2, "identity")], "loss": "square"}, rng))

    base = {"learning_rate": 0.05, "l1": 0.0, "l2": 0.0}
    sgd = {**base, "name": "sgd", "momentum": 0.0, "nesterov": False}
    adam = {**base, "name": "adam", "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
    rms = {**base, "name": "rmsprop", "decay": 0.9, "epsilon": 1e-8}
    optimizers = [optimizer_case("sgd", sgd, rng),
                  optimizer_case("momentum", {**sgd, "momentum": 0.9}, rng),
                  optimizer_case("nesterov", {**sgd, "momentum": 0.9, "nesterov": True}, rng),
                  optimizer_case("rmsprop", rms, rng), optimizer_case("adam", adam, rng),
                  optimizer_case("sgd with l1 and l2", {**sgd, "l1": 0.01, "l2": 0.1}, rng),
                  optimizer_case("adam with l1 and l2", {**adam, "l1": 0.01, "l2": 0.1}, rng)]
    with open("tests/data/network_reference.json", "w") as file:
        json.dump({"passes": cases, "optimizers": optimizers}, file, indent=0)


main()
