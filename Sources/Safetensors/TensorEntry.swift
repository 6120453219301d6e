/// What a header says about one tensor, checked.
struct TensorEntry: Sendable {
  let type: ElementType
  let shape: [Int]
  /// The bytes of the tensor, counted from the end of the header.
  let bytes: Range<Int>

  private static let mostDimensions = 32

  /// Reads an entry and checks that its shape and its offsets agree.
  init(_ value: JSONValue) throws {
    guard let type = value["dtype"]?.text else { throw JSONDamage(fact: "it has no 'dtype'") }
    guard let known = ElementType(rawValue: type) else {
      throw JSONDamage(fact: "its 'dtype' '\(type.prefix(40))' is unknown")
    }
    guard let shape = value["shape"]?.naturals else {
      throw JSONDamage(fact: "its 'shape' is no list of sizes")
    }
    guard shape.count <= Self.mostDimensions else {
      throw JSONDamage(fact: "its 'shape' has \(shape.count) dimensions")
    }
    guard let offsets = value["data_offsets"]?.naturals, offsets.count == 2,
      offsets[0] <= offsets[1]
    else { throw JSONDamage(fact: "its 'data_offsets' are no start and end") }
    self.type = known
    self.shape = shape
    bytes = offsets[0]..<offsets[1]
    guard let size = Self.size(shape, known), size == bytes.count else {
      throw JSONDamage(
        fact: "\(bytes.count) bytes cannot hold \(type) of shape \(shape)")
    }
  }

  /// Returns the number of bytes of a shape, or nil if it is beyond all bounds.
  private static func size(_ shape: [Int], _ type: ElementType) -> Int? {
    shape.reduce(Optional(type.byteCount)) { size, dimension in
      guard let size else { return nil }
      let (product, overflow) = size.multipliedReportingOverflow(by: dimension)
      return overflow ? nil : product
    }
  }
}
