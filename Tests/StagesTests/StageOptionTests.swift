import Foundation
import TensorTestSupport
import Testing

@testable import Pipelines
@testable import Stages

/// Every number of every stage has a range, and nothing outside it gets in.
struct StageOptionTests {
  private static let kinds = StageCatalog.kinds(backend: ReferenceBackend())

  @Test(arguments: kinds.names)
  func everyNumberIsInsideItsRangeOrRefusedWithKeyAndRange(kind: String) throws {
    let options = try #require(Self.kinds[kind]).options()
    let texts = [
      "9223372036854775807", "-9223372036854775808", "-1", "0", "nan", "inf", ".nan", ".inf",
      "1e308", "-1e308", "1e999", "1e-320", "170141183460469231731687303715884105728",
    ]
    for key in options.numbers.sorted() {
      let range = try #require(options.ranges[key] ?? nil)
      for text in texts {
        let isInside = Double(text).map(range.contains) ?? false
        let isWhole = !range.isWhole || Int(text) != nil
        let said = Self.sentence(kind, key, options.lists.contains(key) ? "[\(text)]" : text)
        let names = said.contains("a.\(key)") && said.contains("must be \(range), but it is")
        #expect(names == !(isInside && isWhole), "\(key): \(text): \(said)")
      }
    }
  }

  /// Returns what is said of a pipeline that gives one stage one option.
  private static func sentence(_ kind: String, _ key: String, _ value: String) -> String {
    let path = key.split(separator: ".")
    let nested = path.reversed().reduce(value) { "{\($1): \($0)}" }.dropFirst().dropLast()
    do {
      _ = try Pipeline(yaml: "stages:\n  a: {kind: \(kind), \(nested)}", file: "x", kinds: kinds)
      return ""
    } catch {
      return "\(error)".replacing("[0] must", with: " must")
    }
  }

  private static let pipeline = """
    stages:
      world: {kind: paddock}
      base: {kind: pretrain, corpus: world.corpus, tokenizer: world.tokenizer}
      other: {kind: sft, model: base.model, demonstrations: world.demonstrations}
      pairs: {kind: sample-pairs, policies: [base.model], prompts: world.prompts}
      judged: {kind: collect, pairs: pairs.pairs, world: world.world, annotator: oracle}
      helpful: {kind: reward-model, model: base.model, comparisons: judged.comparisons}
      safe: {kind: reward-model, role: safety, model: base.model, comparisons: judged.comparisons}
      ppo:
        {kind: ppo, model: base.model, prompts: world.prompts, helpfulness: helpful.model,
        safety: safe.model}
      evaluation:
        {kind: evaluate, policies: [base.model, other.model], prompts: world.prompts,
        helpfulness: helpful.model, safety: safe.model}
    """

  private func sentence(_ settings: [String]) -> String {
    do {
      _ = try Pipeline(yaml: Self.pipeline, file: "x", settings: settings, kinds: Self.kinds)
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [
    ["base.optimizer.schedule=constant", "base.optimizer.warmupPercent=10"],
    ["base.optimizer.schedule=constant", "base.optimizer.minimumLearningRateRatio=0.5"],
    ["ppo.optimizer.warmupPercent=10"], ["ppo.criticOptimizer.minimumLearningRateRatio=0"],
    ["ppo.whitening=none", "ppo.deviationFloor=1"], ["ppo.checkpointsParts=true"],
    ["ppo.evaluationPrompts=0", "ppo.evaluationInterval=5"],
    ["ppo.evaluationPrompts=0", "ppo.patience=3"],
    ["helpful.safetyWeight=2"], ["safe.margin=none", "safe.missingStrength=refuse"],
    ["judged.needed=5"], ["judged.safetyQuestion=always"], ["judged.path=rows.jsonl"],
    ["evaluation.dialogueLimit=3"],
  ])
  func whatHasNoEffectIsRefused(settings: [String]) throws {
    let key = try #require(settings.last?.split(separator: "=").first)
    let said = sentence(settings)
    #expect(said.contains("\(key) has no effect "), "\(said)")
    #expect(said.hasPrefix("--set \(settings.last ?? "")"), "\(said)")
  }

  @Test(arguments: [
    ["ppo.optimizer.warmupPercent=3"], ["ppo.evaluationPrompts=0"], ["safe.safetyWeight=2"],
    ["ppo.optimizer.schedule=cosine", "ppo.optimizer.warmupPercent=10"],
    ["judged.annotator=people", "judged.needed=5"], ["evaluation.names=[one]"],
    ["pairs.policies=[base.model, other.model]", "pairs.temperatures=[0.5]"],
  ])
  func whatHasAnEffectOrIsTheStandardIsAccepted(settings: [String]) {
    #expect(sentence(settings) == "no error")
  }

  @Test(arguments: [
    ("pairs.temperatures=[1, 2, 3]", "temperatures has 3 values, but a pair has two answers"),
    ("pairs.temperatures=[]", "temperatures has 0 values, but a pair has two answers"),
    (
      "pairs.policies=[base.model, other.model, base.model]",
      "policies has 3 models, but a pair has two answers"
    ),
    ("evaluation.names=[a, b, c]", "names has 3 names for 2 policies"),
    (
      "base.model={hiddenSize: 16384, layers: 256, intermediateSize: 65536}",
      "weights are more than"
    ),
    ("base.model.hiddenSize=130", "hiddenSize must be an even multiple of heads"),
  ])
  func surplusAndContradictionsAreRefused(setting: String, expected: String) {
    #expect(sentence([setting]).contains(expected), "\(sentence([setting]))")
  }

  @Test(arguments: [
    ("ppo.beta", "klCoefficient"), ("ppo.clip", "clipRange"), ("ppo.minibatch", "minibatchSize"),
    ("ppo.optimizer.clip", "maxGradientNorm"), ("ppo.maximumTokens", "maximumNewTokens"),
    ("base.optimizer.floorShare", "minimumLearningRateRatio"), ("base.batch.rows", "size"),
    ("base.model.keyHeads", "keyValueHeads"), ("base.batch.tokensInMemory", "microBatchTokens"),
    ("safe.maximumTokens", "maximumLength"), ("base.model.feedForwardWidth", "intermediateSize"),
  ])
  func aFormerNameIsToldTheNewOne(path: String, name: String) {
    let said = sentence(["\(path)=1"])
    let owner = path.split(separator: ".").dropFirst().dropLast() + [name[...]]
    let key = owner.joined(separator: ".")
    #expect(said.hasSuffix("; it is called '\(key)' now."), "\(said)")
  }

  @Test(arguments: ["quickstart", "real", "people"])
  func thePipelinesThatComeWithTheProgramKeepTheRules(name: String) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appending(path: "pipelines/\(name).yaml")
    #expect(try Pipeline(contentsOf: file, kinds: Self.kinds).stages.count > 5)
  }
}

/// The options of a stage by their paths.
private struct StageOptions {
  var all: Set<String> = []
  var numbers: Set<String> = []
  var lists: Set<String> = []
  var ranges: [String: OptionRange?] = [:]
}

extension Stage {
  fileprivate func options() throws -> StageOptions {
    var options = StageOptions()
    for (key, value) in try ConfigurationValue(encoding: Configuration.standard).fields {
      options.all.insert(key)
      switch value {
      case .integer, .real: options.numbers.insert(key)
      case .array(let elements) where elements.contains(where: \.isNumber):
        options.numbers.insert(key)
        options.lists.insert(key)
      default: break
      }
    }
    for rule in Configuration.rules { options.ranges[rule.key] = rule.range }
    return options
  }
}

extension ConfigurationValue {
  fileprivate var isNumber: Bool {
    switch self {
    case .integer, .real: true
    default: false
    }
  }
}
