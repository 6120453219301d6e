import Files

/// The contents of the folder of bytes.
struct BlobListing {
  /// The files in the place that their hash determines.
  var files: [(digest: BlobDigest, status: FileStatus)] = []
  /// Files that do not belong to the store, as paths below the folder of bytes.
  var misplaced: [String] = []
  /// Links, devices and whatever else is neither a plain file nor a folder.
  var foreign: [String] = []

  /// The number of bytes of all files.
  var bytes: Int { files.reduce(0) { $0.adding($1.status.bytes) } }
}

extension BlobFolder {
  /// Returns all contents of the folder; no link is followed, and only folders are opened.
  func listing() throws -> BlobListing {
    var listing = BlobListing()
    guard let folder = try folder() else { return listing }
    let names = try folder.names()
    listing.misplaced += names.unusable
    for name in names.usable {
      switch try folder.status(of: name)?.kind {
      case .folder: try add(name, in: folder, to: &listing)
      case .file: listing.misplaced.append(name)
      case .link, .other: listing.foreign.append(name)
      case nil: continue
      }
    }
    return listing
  }

  private func add(_ part: String, in folder: Folder, to listing: inout BlobListing) throws {
    guard let folder = try folder.folder(part) else { return }
    let names = try folder.names()
    listing.misplaced += names.unusable.map { "\(part)/\($0)" }
    for name in names.usable {
      guard let status = try folder.status(of: name) else { continue }
      let digest = name.hasPrefix(part) && part.utf8.count == 2 ? BlobDigest(name) : nil
      switch (status.kind, digest) {
      case (.file, let digest?): listing.files.append((digest, status))
      case (.link, _), (.other, _): listing.foreign.append("\(part)/\(name)")
      default: listing.misplaced.append("\(part)/\(name)")
      }
    }
  }
}

extension Int {
  /// Returns the sum, or the greatest integer if it overflows.
  func adding(_ other: Int) -> Int {
    let (sum, isTooGreat) = addingReportingOverflow(other)
    return isTooGreat ? .max : sum
  }
}
