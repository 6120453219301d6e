import Foundation
import Pipelines
import Testing

/// A pipeline that is wrong, and the one sentence that says so.
struct WrongPipeline: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var yaml: String
  var settings: [String] = []
  var sentence: String
}

struct PipelineErrorTests {
  @Test(arguments: malformed + badValues + badReferences + badSettings)
  func wrongPipelineIsExplainedInOneSentence(wrong: WrongPipeline) throws {
    let error = #expect(throws: PipelineError.self) {
      try Pipeline(
        yaml: wrong.yaml, file: "toy.yaml", settings: wrong.settings,
        kinds: Workbench().kinds())
    }
    #expect(error?.description == wrong.sentence)
  }

  static let malformed = [
    WrongPipeline(
      testDescription: "broken YAML", yaml: "stages:\n  a: {kind: numbers\n  b: 1\n",
      sentence: "toy.yaml:3: this is not valid YAML (did not find expected ',' or '}'); "
        + "check indentation, quotes and brackets."),
    WrongPipeline(
      testDescription: "empty file", yaml: "",
      sentence: "toy.yaml: the file must be a mapping of keys to values, as in '{key: value}'."),
    WrongPipeline(
      testDescription: "no stages", yaml: "name: x",
      sentence: "toy.yaml: the pipeline has no 'stages'; add it."),
    WrongPipeline(
      testDescription: "unknown top-level key", yaml: "stages: {}\nsede: 3",
      sentence: "toy.yaml:2: 'sede' is not a key of a pipeline; did you mean 'seed'?"),
    WrongPipeline(
      testDescription: "stage that is no mapping", yaml: "stages:\n  a: numbers",
      sentence: "toy.yaml:2: stage 'a' must be a mapping of keys to values, "
        + "as in '{key: value}'."),
    WrongPipeline(
      testDescription: "stage without a kind", yaml: "stages:\n  a: {count: 2}",
      sentence: "toy.yaml:2: stage 'a' has no 'kind'; add it."),
    WrongPipeline(
      testDescription: "unknown kind", yaml: "stages:\n  a:\n    kind: nmbers",
      sentence: "toy.yaml:3: stage 'a' is of the unknown kind 'nmbers'; "
        + "did you mean 'numbers'?"),
    WrongPipeline(
      testDescription: "stage given twice",
      yaml: "stages:\n  a: {kind: numbers}\n  a: {kind: numbers}",
      sentence: "toy.yaml:2: 'a' is given twice; rename or remove one of them."),
    WrongPipeline(
      testDescription: "stage name with a dot", yaml: "stages:\n  a.b: {kind: numbers}",
      sentence: "toy.yaml:2: 'a.b' cannot name a stage; use letters, digits, '-' and '_', "
        + "beginning with a letter."),
  ]

  static let badValues = [
    WrongPipeline(
      testDescription: "unknown key", yaml: "stages:\n  a:\n    kind: numbers\n    cuont: 2",
      sentence: "toy.yaml:4: 'cuont' is not a key of a; did you mean 'count'?"),
    WrongPipeline(
      testDescription: "unknown nested key",
      yaml: "stages:\n  a:\n    kind: numbers\n    range:\n      hihg: 2",
      sentence: "toy.yaml:5: 'hihg' is not a key of a.range; did you mean 'high'?"),
    WrongPipeline(
      testDescription: "unknown key far from every other",
      yaml: "stages:\n  a: {kind: numbers, range: {temperature: 2}}",
      sentence: "toy.yaml:2: 'temperature' is not a key of a.range; there are high, low."),
    WrongPipeline(
      testDescription: "unknown key inside a list",
      yaml: "stages:\n  a: {kind: numbers, pieces: [{low: 1, high: 2, hgih: 3}]}",
      sentence: "toy.yaml:2: 'hgih' is not a key of a.pieces[0]; did you mean 'high'?"),
    WrongPipeline(
      testDescription: "missing key inside a list",
      yaml: "stages:\n  a: {kind: numbers, pieces: [{low: 1}]}",
      sentence: "toy.yaml:2: a.pieces[0] has no 'high'; add it."),
    WrongPipeline(
      testDescription: "word for a number",
      yaml: "stages:\n  a:\n    kind: numbers\n    count: two",
      sentence: "toy.yaml:4: a.count must be a whole number, but it is 'two'."),
    WrongPipeline(
      testDescription: "real for a whole number", yaml: "stages:\n  a: {kind: numbers, count: 2.5}",
      sentence: "toy.yaml:2: a.count must be a whole number, but it is '2.5'."),
    WrongPipeline(
      testDescription: "not a number", yaml: "stages:\n  a: {kind: numbers, scale: nan}",
      sentence: "toy.yaml:2: a.scale must be a number, but it is 'nan'."),
    WrongPipeline(
      testDescription: "number too large",
      yaml: "stages:\n  a: {kind: numbers, largest: 18446744073709551616}",
      sentence: "toy.yaml:2: a.largest must be a whole number from 0 to 18446744073709551615, "
        + "but it is '18446744073709551616'."),
    WrongPipeline(
      testDescription: "element of another type",
      yaml: "stages:\n  a:\n    kind: numbers\n    weights:\n      - 1\n      - heavy",
      sentence: "toy.yaml:6: a.weights[1] must be a number, but it is 'heavy'."),
    WrongPipeline(
      testDescription: "single value for a list",
      yaml: "stages:\n  a: {kind: numbers, weights: 1}",
      sentence: "toy.yaml:2: a.weights must be a list, but it is '1'."),
    WrongPipeline(
      testDescription: "value outside an enumeration",
      yaml: "stages:\n  a: {kind: numbers, order: up}",
      sentence: "toy.yaml:2: a.order cannot be 'up'; write one of ascending, descending."),
    WrongPipeline(
      testDescription: "nothing for a truth value", yaml: "stages:\n  a: {kind: numbers, loud: }",
      sentence: "toy.yaml:2: a.loud must be true or false, but it is nothing."),
    WrongPipeline(
      testDescription: "options that do not go together",
      yaml: "stages:\n  a: {kind: numbers, count: -1}",
      sentence: "toy.yaml:2: a: count must be at least 0; write 0 or more."),
    WrongPipeline(
      testDescription: "negative seed", yaml: "seed: -1\nstages: {}",
      sentence: "toy.yaml:1: seed must be a whole number from 0 to 18446744073709551615, "
        + "but it is '-1'."),
  ]

  static let badReferences = [
    WrongPipeline(
      testDescription: "missing input", yaml: "stages:\n  a: {kind: join}",
      sentence: "toy.yaml:2: stage 'a' needs 'first'; give it a reference 'stage.output' "
        + "of kind numbers."),
    WrongPipeline(
      testDescription: "not a reference", yaml: "stages:\n  a: {kind: join, first: nothing}",
      sentence: "toy.yaml:2: a.first must be a reference 'stage.output', but it is 'nothing'."),
    WrongPipeline(
      testDescription: "list in a slot for one",
      yaml: "stages:\n  n: {kind: numbers}\n  a: {kind: join, first: [n.numbers, n.numbers]}",
      sentence: "toy.yaml:3: a.first must be a reference 'stage.output', but it is a list."),
    WrongPipeline(
      testDescription: "reference to no stage",
      yaml: "stages:\n  base: {kind: numbers}\n  a: {kind: join, first: bsae.numbers}",
      sentence: "toy.yaml:3: a.first refers to 'bsae.numbers', but there is no stage 'bsae'; "
        + "did you mean 'base'?"),
    WrongPipeline(
      testDescription: "reference to no output",
      yaml: "stages:\n  base: {kind: numbers}\n  a: {kind: join, first: base.number}",
      sentence: "toy.yaml:3: a.first refers to 'base.number', but that stage has no output "
        + "'number'; did you mean 'numbers'?"),
    WrongPipeline(
      testDescription: "artifact of another kind",
      yaml: "stages:\n  c: {kind: count}\n  a:\n    kind: join\n    first: c.total",
      sentence: "toy.yaml:5: a.first needs a numbers, but 'c.total' is a total."),
  ]

  static let badSettings = [
    WrongPipeline(
      testDescription: "setting without a value", yaml: "stages: {a: {kind: numbers}}",
      settings: ["a.count"],
      sentence: "--set a.count: a setting is written stage.key=value or seed=value."),
    WrongPipeline(
      testDescription: "setting of no stage", yaml: "stages: {train: {kind: numbers}}",
      settings: ["trian.count=2"],
      sentence: "--set trian.count=2: the pipeline has no stage 'trian'; did you mean 'train'?"),
    WrongPipeline(
      testDescription: "setting of no key", yaml: "stages: {a: {kind: numbers}}",
      settings: ["a.range.hihg=2"],
      sentence: "--set a.range.hihg=2: 'hihg' is not a key of a.range; did you mean 'high'?"),
    WrongPipeline(
      testDescription: "setting of another type", yaml: "stages: {a: {kind: numbers}}",
      settings: ["a.count=many"],
      sentence: "--set a.count=many: a.count must be a whole number, but it is 'many'."),
    WrongPipeline(
      testDescription: "setting that is broken YAML", yaml: "stages: {a: {kind: numbers}}",
      settings: ["a.weights=[1, 2"],
      sentence: "--set a.weights=[1, 2: this is not valid YAML "
        + "(did not find expected ',' or ']'); check indentation, quotes and brackets."),
  ]

  @Test func cycleShowsItsPath() throws {
    let yaml = """
      stages:
        z: {kind: numbers}
        a: {kind: fold, in: b.out}
        b: {kind: fold, in: c.out}
        c: {kind: fold, in: a.out}
        d: {kind: fold, in: a.out}
      """
    let error = #expect(throws: PipelineError.self) {
      try Pipeline(yaml: yaml, file: "toy.yaml", kinds: StageKinds([NumbersStage(), FoldStage()]))
    }
    #expect(
      error?.description
        == "toy.yaml: stages depend on each other in a cycle: a → b → c → a; "
        + "remove one of these references.")
  }

  @Test func missingFileIsNamed() throws {
    let url = try Workbench().home.appending(path: "absent.yaml")
    let error = #expect(throws: PipelineError.self) {
      try Pipeline(contentsOf: url, kinds: Workbench().kinds())
    }
    #expect(
      error?.description
        == "The pipeline \(url.path) cannot be read: there is no such file; check the path.")
  }
}

/// A stage that can follow itself.
private struct FoldStage: Stage {
  struct Configuration: StageConfiguration {
    static var standard: Configuration { Configuration() }
  }

  var description: StageDescription {
    StageDescription(
      kind: "fold", version: 1, summary: "Folds.", inputs: [InputSlot("in", kind: "x", "Input.")],
      outputs: [OutputSlot("out", kind: "x", "Output.")])
  }

  func run(_ configuration: Configuration, in context: StageContext) throws {}
}
