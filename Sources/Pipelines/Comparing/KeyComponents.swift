import Artifacts

/// Everything that decides a stage's result, taken apart so that two of them can be compared.
struct KeyComponents: Hashable, Sendable {
  /// The value of each component; those of inputs and outside files are digests.
  private(set) var values: [KeyComponent: ConfigurationValue]

  /// Takes the components of a key apart.
  init(_ computation: Computation) {
    self.init(
      kind: computation.kind, version: computation.version,
      configuration: ConfigurationValue(stored: computation.configuration),
      seed: computation.seed)
    for (slot, digests) in computation.inputs {
      for (position, digest) in digests.enumerated() {
        let component: KeyComponent =
          slot == Computation.outsideFiles
          ? .outsideFile(position) : .input(slot: slot, position: position)
        values[component] = .string(digest)
      }
    }
  }

  /// Takes apart what is known of a stage before its inputs are.
  init(kind: String, version: Int, configuration: ConfigurationValue, seed: UInt64) {
    values = [
      .kind: .string(kind), .version: .integer(Int128(version)), .seed: .integer(Int128(seed)),
    ]
    for (path, value) in configuration.fields { values[.option(path)] = value }
  }

  /// Returns what differs in a later one, in reading order.
  ///
  /// A different kind counts as one difference: options of two kinds are not comparable.
  func changes(to later: KeyComponents) -> [ComponentChange] {
    let isOtherKind = values[.kind] != later.values[.kind]
    let components = Set(values.keys).union(later.values.keys).sorted()
    return (isOtherKind ? [.kind] : components).compactMap { component in
      let (before, after) = (values[component], later.values[component])
      return before == after
        ? nil : ComponentChange(component: component, before: before, after: after)
    }
  }

  /// Returns the components with other options.
  func with(options: ConfigurationValue) -> KeyComponents {
    var result = self
    result.values = values.filter { component, _ in
      if case .option = component { false } else { true }
    }
    for (path, value) in options.fields { result.values[.option(path)] = value }
    return result
  }

  /// Returns in how many components another one differs.
  func distance(to other: KeyComponents) -> Int {
    Set(values.keys).union(other.values.keys).count { values[$0] != other.values[$0] }
  }
}

extension ConfigurationValue {
  /// Reads a configuration from the store; text that is not canonical is kept as a string.
  init(stored text: String) {
    self = ConfigurationValue(canonicalText: text) ?? .object(["text": .string(text)])
  }
}
