/// The SHA-256 of the bytes of a file, as 64 hexadecimal digits.
package typealias BlobDigest = HexadecimalName<BlobMeaning>

/// The bytes of a file.
package enum BlobMeaning: NameMeaning {
  package static let digits = 64
}
