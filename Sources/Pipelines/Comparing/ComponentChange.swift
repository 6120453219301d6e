/// A component of a stage's key that two computations do not share.
package struct ComponentChange: Hashable, Sendable {
  /// What is different.
  package var component: KeyComponent
  /// Its value in the first computation, nil where that has none.
  package var before: ConfigurationValue?
  /// Its value in the second computation, nil where that has none.
  package var after: ConfigurationValue?
  /// The output that fills the input in each computation, written "stage.output", where known.
  package var sources = Sources()

  /// Where the values of an input come from.
  package struct Sources: Hashable, Sendable, Encodable {
    /// The output in the first computation.
    package var before: String?
    /// The output in the second computation.
    package var after: String?

    /// Creates the pair.
    package init(before: String? = nil, after: String? = nil) {
      self.before = before
      self.after = after
    }
  }

  /// Creates a change.
  package init(
    component: KeyComponent, before: ConfigurationValue? = nil, after: ConfigurationValue? = nil
  ) {
    self.component = component
    self.before = before
    self.after = after
  }

  /// Returns the change with the outputs that fill the input.
  func with(sources: Sources) -> ComponentChange {
    var result = self
    result.sources = sources
    return result
  }
}

extension ComponentChange: Encodable {
  private enum CodingKeys: String, CodingKey {
    case component, path, slot, position, before, after, sources
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(component.group, forKey: .component)
    switch component {
    case .option(let path): try container.encode(path, forKey: .path)
    case .outsideFile(let position): try container.encode(position, forKey: .position)
    case .input(let slot, let position):
      try container.encode(slot, forKey: .slot)
      try container.encode(position, forKey: .position)
      try container.encode(sources, forKey: .sources)
    default: break
    }
    try container.encodeIfPresent(before, forKey: .before)
    try container.encodeIfPresent(after, forKey: .after)
  }
}
