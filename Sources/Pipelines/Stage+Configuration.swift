import Artifacts
import Foundation

// What the pipeline needs from a stage without knowing its configuration type.
extension Stage {
  /// Returns the complete configuration that a part of a pipeline file stands for.
  func resolvedConfiguration(
    _ node: PipelineNode, stage: String, pipelineSeed: UInt64
  ) throws -> ConfigurationValue {
    let standard = try standard(pipelineSeed: pipelineSeed)
    let paths = self.paths(stage, node)
    let overlaid = OverlaidValue(node, over: standard)
    let configuration = try paths.explained {
      try ConfigurationDecoder.value(Configuration.self, from: overlaid)
    }
    let resolved = try ConfigurationValue(encoding: configuration)
    let slots = description.inputs.map(\.name)
    try paths.checkKeys(
      of: node, in: resolved, path: [], also: slots + ["kind", "seed"])
    try paths.explained {
      try configuration.checkRules()
      try configuration.validate()
    }
    return resolved
  }

  /// Throws if options have no effect with the others and with the number of references of inputs.
  func checkEffects(
    of value: ConfigurationValue, inputs: [String: Int], _ node: PipelineNode, stage: String
  ) throws {
    let configuration = try configuration(value)
    try paths(stage, node).explained { try configuration.checkEffects(inputs: inputs) }
  }

  /// Returns the defaults of the kind in a pipeline, whose seed may fill one of the options.
  private func standard(pipelineSeed: UInt64) throws -> ConfigurationValue {
    let standard = try ConfigurationValue(encoding: Configuration.standard)
    guard let option = description.pipelineSeedOption, case .object(var fields) = standard else {
      return standard
    }
    fields[option] = .integer(Int128(pipelineSeed))
    return .object(fields)
  }

  /// Returns the options that decide the result and differ from the defaults of their kind.
  ///
  /// An option added later, at its default, does not appear here, so keys stay valid. A changed
  /// default must raise the stage's version.
  func decidingOptions(of value: ConfigurationValue) throws -> ConfigurationValue {
    guard case .object(var fields) = value else { return value }
    for option in Configuration.operationalOptions { fields[option] = nil }
    var standard = try ConfigurationValue(encoding: Configuration.standard)
    if case .object(var usual) = standard {
      for option in Configuration.operationalOptions { usual[option] = nil }
      standard = .object(usual)
    }
    return ConfigurationValue.object(fields).changes(from: standard) ?? .object([:])
  }

  /// Returns whether the stage draws random numbers with its options.
  func drawsBySeed(with value: ConfigurationValue) throws -> Bool {
    try configuration(value).drawsBySeed
  }

  /// Returns the files outside the store that the stage reads.
  func externalInputs(of value: ConfigurationValue, baseFolder: URL) throws -> [URL] {
    try externalInputs(try configuration(value), baseFolder: baseFolder)
  }

  /// Returns whether the stage waits for people.
  func asksPeople(of value: ConfigurationValue) throws -> Bool {
    asksPeople(try configuration(value))
  }

  /// Does the work with a resolved configuration.
  func run(resolved value: ConfigurationValue, in context: StageContext) throws {
    try run(try configuration(value), in: context)
  }

  private func configuration(_ value: ConfigurationValue) throws -> Configuration {
    try ConfigurationDecoder.value(Configuration.self, from: .standard(value))
  }

  private func paths(_ stage: String, _ node: PipelineNode) -> ConfigurationPaths {
    let rules = Configuration.rules
    let renamed = rules.compactMap { rule in rule.formerKey.map { ($0, rule.key) } }
    return ConfigurationPaths(
      stage: stage, node: node,
      ranges: Dictionary(rules.map { ($0.key, $0.range) }, uniquingKeysWith: { first, _ in first }),
      renamed: Dictionary(renamed, uniquingKeysWith: { first, _ in first }))
  }
}
