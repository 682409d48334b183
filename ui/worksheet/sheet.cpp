#include "ui/worksheet/sheet.h"

#include <QCoreApplication>
#include <utility>

#include "ui/formula/pass_values.h"
#include "ui/worksheet/blanks.h"

namespace backscope {

namespace {

using Kind = SheetItem::Kind;

QString tr(const char* text) { return QCoreApplication::translate("sheet", text); }

void addWords(Sheet& sheet, Kind kind, const QString& words) {
  if (!words.isEmpty()) sheet.items.push_back({kind, words, {}, {}});
}

void addFormula(Sheet& sheet, Kind kind, Formula formula, const QString& words = {}) {
  sheet.items.push_back({kind, words, std::move(formula), {}});
}

void addGiven(Sheet& sheet, const WorkedSolution& solution) {
  addWords(sheet, Kind::Section, tr("Given"));
  for (const GivenMatrix& given : solution.given)
    sheet.items.push_back({Kind::Given, given.partWords, given.name, given.values});
}

Sheet beginSheet(const WorkedSolution& solution, const QString& title) {
  Sheet sheet;
  sheet.title = title;
  sheet.subject = solution.title;
  sheet.summary = solution.summary;
  return sheet;
}

void addHead(Sheet& sheet, const WorkedStep& step) {
  addWords(sheet, Kind::Step, step.text.title);
  for (const Formula& symbols : step.text.symbols) addFormula(sheet, Kind::Symbols, symbols);
}

}  // namespace

Sheet solutionSheet(const WorkedSolution& solution) {
  Sheet sheet = beginSheet(solution, tr("Worked solution"));
  addGiven(sheet, solution);
  for (const WorkedSection& section : solution.sections) {
    addWords(sheet, Kind::Section, section.title);
    for (const WorkedStep& step : section.steps) {
      addHead(sheet, step);
      for (const PassLine& line : step.text.lines) addFormula(sheet, Kind::Line, workedFormula(line));
      addWords(sheet, Kind::Note, step.text.finding);
      addWords(sheet, Kind::Note, step.text.note);
    }
  }
  return sheet;
}

Sheet worksheetSheet(const WorkedSolution& solution) {
  Sheet sheet = beginSheet(solution, tr("Worksheet"));
  sheet.hasGaps = true;
  sheet.summary.append(tr("Fill each gap; gaps of one number want the same value."));
  addGiven(sheet, solution);
  Blanks blanks;
  for (const WorkedSection& section : solution.sections) {
    addWords(sheet, Kind::Section, section.title);
    for (const WorkedStep& step : section.steps) {
      addHead(sheet, step);
      for (const PassLine& line : step.text.lines) addFormula(sheet, Kind::Line, blanks.take(line));
      // What is found out about a result would tell it.
      if (!step.hasExactZero) addWords(sheet, Kind::Note, step.text.note);
    }
  }
  return sheet;
}

Sheet answerKeySheet(const WorkedSolution& solution) {
  Sheet sheet = beginSheet(solution, tr("Answer key"));
  Blanks blanks;
  std::size_t written = 0;
  for (const WorkedSection& section : solution.sections) {
    for (const WorkedStep& step : section.steps)
      for (const PassLine& line : step.text.lines) blanks.take(line);
    if (written < blanks.answers().size()) addWords(sheet, Kind::Section, section.title);
    for (; written < blanks.answers().size(); ++written) {
      const SheetAnswer& answer = blanks.answers()[written];
      addFormula(sheet, Kind::Answer, equation(answer.left, strong(number(answer.value, answer.subject))),
                 QString::number(answer.number));
    }
  }
  return sheet;
}

}  // namespace backscope
