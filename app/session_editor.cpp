#include "app/session_editor.h"

#include <QCoreApplication>
#include <utility>

#include "core/session/session_json.h"
#include "ui/panels/choice_names.h"
#include "ui/text/number_format.h"
#include "ui/text/problem_text.h"

namespace backscope {

namespace {

constexpr int kCorners = 4;

QString tr(const char* text) { return QCoreApplication::translate("session_editor", text); }

const GeneratorSettings* generatorOf(const Session& session) {
  return std::get_if<GeneratorSettings>(&session.data.source);
}

/// Whether a network with this output can learn a regression of values between −1 and 1.
bool reachesBothSigns(Activation output) { return classCodingFor(output) == TargetCoding::PlusMinus; }

}  // namespace

void SessionEditor::replace(Session session) {
  m_before = std::exchange(m_session, std::move(session));
  m_singleOutput.reset();
  m_drawn.reset();
  m_note.clear();
}

void SessionEditor::restore(Session session) {
  m_session = std::move(session);
  m_note.clear();
}

bool SessionEditor::refuse(const QString& why) {
  m_note = why;
  return false;
}

/// The start of another session is drawn anew: parameters of a file or of the hand belong to the old one.
bool SessionEditor::take(Session changed) {
  const bool hadParameters = changed.parameters && !changed.state;
  changed.parameters.reset();
  fitFrozen(changed);
  if (!begin(std::move(changed))) return false;
  if (hadParameters && m_note.isEmpty()) m_note = tr("The weights given in the file were replaced by a drawn start.");
  return true;
}

/// At the start, with the parameters that it has, or with drawn ones.
bool SessionEditor::begin(Session changed) {
  changed.state.reset();
  if (const std::optional<Problem> problem = checkSession(changed))
    return refuse(tr("This is not possible: %1").arg(describe(*problem)));
  if (changed == m_session) return false;
  m_before = std::exchange(m_session, std::move(changed));
  return true;
}

/// Gives the network what this set needs.
void SessionEditor::fitInputs(Session& changed, Generator generator) {
  if (changed.network.inputs != 2) {
    changed.network.inputs = 2;
    m_note = tr("This set lies in the plane: the network now has 2 inputs.");
  }
  fitOutput(changed, generator);
}

/// Gives the network the output and the loss that this set needs.
void SessionEditor::fitOutput(Session& changed, Generator generator) {
  LayerSpec& output = changed.network.layers.back();
  const int classes = classesOf(generator);
  if (outputsFit(generator, output) && (classes > 0 || changed.loss == Loss::Square)) {
    if (classes > 0 || reachesBothSigns(output.activation)) return;
  }
  if (classes == 3) {
    if (output.units == 1) m_singleOutput = Output{output, changed.loss};
    output = {3, Activation::Softmax};
    changed.loss = Loss::CrossEntropy;
    m_note = tr("Three classes: the network now has 3 softmax outputs and cross-entropy.");
    return;
  }
  const Output restored = m_singleOutput.value_or(Output{{1, Activation::Identity}, Loss::Square});
  output = restored.layer;
  changed.loss = restored.loss;
  if (classes > 0) {
    m_note = tr("Two classes: the network has one output again (%1, %2).")
                 .arg(screenName(output.activation), screenName(changed.loss));
    return;
  }
  if (!reachesBothSigns(output.activation)) output.activation = Activation::Identity;
  changed.loss = Loss::Square;
  m_note =
      tr("A regression: the network now has one output (%1) and the square loss.").arg(screenName(output.activation));
}

/// Of the four corners none may be held out when they are chosen: three say nothing of XOR. What another set had comes
/// back with the next one that is drawn.
void SessionEditor::fitCount(Session& changed) {
  GeneratorSettings& settings = std::get<GeneratorSettings>(changed.data.source);
  const GeneratorSettings* before = generatorOf(m_session);
  const bool wasCorners = before != nullptr && before->generator == Generator::XorCorners;
  const bool isCorners = settings.generator == Generator::XorCorners;
  if (isCorners && !wasCorners) {
    m_drawn = DrawnSet{settings.count, changed.data.testFraction};
    if (changed.data.testFraction > 0) addNote(tr("All four corners are trained on: none is held out for the test."));
    changed.data.testFraction = 0;
  } else if (wasCorners && !isCorners) {
    const DrawnSet drawn = m_drawn.value_or(DrawnSet{GeneratorSettings().count, 0});
    settings.count = drawn.count;
    if (changed.data.testFraction == 0 && drawn.testFraction > 0) {
      changed.data.testFraction = drawn.testFraction;
      addNote(tr("%1 of the points are held out for the test again.").arg(formatPercent(drawn.testFraction)));
    }
  }
  if (isCorners) settings.count = kCorners;
}

/// What is frozen stays so as far as the network still has it.
void SessionEditor::fitFrozen(Session& changed) {
  if (changed.network == m_session.network) return;
  FrozenPlaces& frozen = changed.training.frozen;
  const std::size_t before = frozen.size();
  frozen = keptFrozen(frozen, m_session.network, changed.network);
  if (frozen.size() < before) addNote(tr("Of what was frozen, only what the network still has is."));
}

void SessionEditor::followFrozen(const Session& run) {
  if (run.network == m_session.network) m_session.training.frozen = run.training.frozen;
}

void SessionEditor::addNote(const QString& note) { m_note += m_note.isEmpty() ? note : QLatin1Char(' ') + note; }

bool SessionEditor::chooseData(const DataSettings& data) {
  m_note.clear();
  Session changed = m_session;
  changed.data = data;
  if (const GeneratorSettings* settings = generatorOf(changed)) {
    fitInputs(changed, settings->generator);
    fitCount(changed);
  }
  return take(std::move(changed));
}

bool SessionEditor::shareData(const SessionEditor& other) {
  m_note.clear();
  Session changed = m_session;
  changed.data = other.m_session.data;
  if (const GeneratorSettings* settings = generatorOf(changed)) fitInputs(changed, settings->generator);
  if (!take(std::move(changed))) return false;
  m_drawn = other.m_drawn;
  return true;
}

bool SessionEditor::chooseNetwork(const Architecture& network) {
  m_note.clear();
  Session changed = m_session;
  changed.network = network;
  fitLayers(changed.initialization, m_session.network.layers.size(), network.layers.size());
  LayerSpec& output = changed.network.layers.back();
  const GeneratorSettings* settings = generatorOf(changed);
  if (settings != nullptr && !outputsFit(settings->generator, output)) {
    const int classes = classesOf(settings->generator);
    if (classes == 0) return refuse(tr("A regression needs one output, and softmax of one unit is always 1."));
    output.units = classes == 3 ? 3 : output.activation == Activation::Softmax ? 2 : 1;
    m_note =
        tr("%1 needs %2 outputs here: the network now has them.").arg(screenName(output.activation)).arg(output.units);
  } else if (settings != nullptr && classesOf(settings->generator) == 2 && output.units == 2 &&
             output.activation != Activation::Softmax) {
    output.units = 1;
    m_note = tr("Without softmax one output tells two classes apart: the network now has one.");
  }
  if (!fits(changed.loss, output.activation)) {
    changed.loss = Loss::Square;
    m_note = tr("Cross-entropy needs a sigmoid or softmax output: the loss is now the square loss.");
  }
  return take(std::move(changed));
}

bool SessionEditor::chooseLoss(Loss loss) {
  m_note.clear();
  Session changed = m_session;
  changed.loss = loss;
  LayerSpec& output = changed.network.layers.back();
  const GeneratorSettings* settings = generatorOf(changed);
  if (loss == Loss::CrossEntropy && settings != nullptr && classesOf(settings->generator) == 0)
    return refuse(tr("Cross-entropy compares probabilities; a regression has none."));
  if (!fits(loss, output.activation)) {
    output.activation = output.units == 1 ? Activation::Sigmoid : Activation::Softmax;
    m_note = tr("Cross-entropy compares probabilities: the output is now %1.").arg(screenName(output.activation));
  }
  return take(std::move(changed));
}

bool SessionEditor::chooseInitialization(const InitializationSettings& initialization) {
  m_note.clear();
  Session changed = m_session;
  changed.initialization = initialization;
  return take(std::move(changed));
}

bool SessionEditor::chooseSession(Session session) {
  m_note.clear();
  session.title = m_session.title;
  session.compare = m_session.compare;
  return take(std::move(session));
}

bool SessionEditor::chooseStart(Session session) {
  m_note.clear();
  session.title = m_session.title;
  session.compare = m_session.compare;
  return begin(std::move(session));
}

bool SessionEditor::chooseTraining(const TrainingSettings& chosen) {
  m_note.clear();
  TrainingSettings training = chosen;
  training.frozen = m_session.training.frozen;
  if (training == m_session.training) return false;
  Session checked = m_session;
  checked.training = training;
  // A saved state belongs to the settings with which it was saved; the running one is the engine's.
  checked.state.reset();
  if (const std::optional<Problem> problem = checkSession(checked))
    return refuse(tr("This is not possible: %1").arg(describe(*problem)));
  m_session.training = training;
  return true;
}

}  // namespace backscope
