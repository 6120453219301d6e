/// One of the things that decide a stage's result.
package enum KeyComponent: Hashable, Sendable {
  case kind, version
  /// An option of the configuration, by its path.
  case option(String)
  case seed
  /// The content of a file outside the store.
  case outsideFile(Int)
  /// An artifact that another stage made.
  case input(slot: String, position: Int)

  /// The component as a person reads it, for example "optimizer.learningRate" or "input model".
  package var name: String {
    switch self {
    case .kind: "kind"
    case .version: "version"
    case .option(let path): path
    case .seed: "seed"
    case .outsideFile(let position): "outside file \(position + 1)"
    case .input(let slot, 0): "input \(slot)"
    case .input(let slot, let position): "input \(slot)[\(position)]"
    }
  }

  /// The group of the component, as JSON names it.
  var group: String {
    switch self {
    case .kind: "kind"
    case .version: "version"
    case .option: "configuration"
    case .seed: "seed"
    case .outsideFile: "outsideFile"
    case .input: "input"
    }
  }

  /// The place of the group in a list.
  private var rank: Int {
    switch self {
    case .kind: 0
    case .version: 1
    case .option: 2
    case .seed: 3
    case .outsideFile: 4
    case .input: 5
    }
  }
}

extension KeyComponent: Comparable {
  /// Returns whether a component stands before another in a list.
  package static func < (left: KeyComponent, right: KeyComponent) -> Bool {
    switch (left, right) {
    case (.option(let left), .option(let right)): left < right
    case (.outsideFile(let left), .outsideFile(let right)): left < right
    case (.input(let left, let leftPosition), .input(let right, let rightPosition)):
      (left, leftPosition) < (right, rightPosition)
    default: left.rank < right.rank
    }
  }
}
