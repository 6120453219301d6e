package import Foundation

/// The weights of a model: one safetensors file, or shards with an index.
///
/// `model.safetensors` wins over `model.safetensors.index.json`, as in transformers. A tensor that
/// a shard holds but the index does not name is offered like the others: strict readers see it.
package struct SafetensorsFolder: Sendable {
  private let files: [SafetensorsFile]
  private let places: [ByteName: Int]
  private let place: String

  /// The names of the tensors, sorted by their bytes.
  package var names: [String] { places.keys.sorted().map(\.text) }
  /// The free text entries of the first file.
  package var metadata: [String: String] { files.first?.metadata ?? [:] }

  /// Opens the weights in a folder.
  package init(contentsOf folder: URL, stem: String = "model") throws {
    try self.init(
      files: try FolderListing.files(in: folder), stem: stem,
      place: folder.path(percentEncoded: false))
  }

  /// Opens the weights among files that are known by name.
  package init(files: [String: URL], stem: String = "model") throws {
    try self.init(files: files, stem: stem, place: FolderListing.place(of: files))
  }

  private init(files: [String: URL], stem: String, place: String) throws {
    if let single = files[stem + ".safetensors"] {
      let file = try SafetensorsFile(contentsOf: single)
      self.files = [file]
      self.place = file.path
      places = Dictionary(file.keys.map { ($0, 0) }) { first, _ in first }
      return
    }
    guard let index = files[stem + ".safetensors.index.json"] else {
      throw SafetensorsError.missingWeights(
        place: place, stem: stem, remedy: FolderContents(files.keys).wayToWeights)
    }
    let shards = try ShardIndex(contentsOf: index)
    self.place = shards.path
    (self.files, places) = try shards.open(files)
  }

  /// Returns whether the weights hold a tensor of the name.
  package func contains(_ name: String) -> Bool { places[ByteName(name)] != nil }

  /// Returns the shape of a tensor.
  package func shape(of name: String) throws -> [Int] { try file(name).shape(of: name) }

  /// Returns the number format of a tensor.
  package func elementType(of name: String) throws -> ElementType {
    try file(name).elementType(of: name)
  }

  /// Returns the numbers of a tensor in row-major order.
  package func floats(_ name: String) throws -> [Float] { try file(name).floats(name) }

  /// Returns the path of the file that holds a tensor.
  package func path(of name: String) throws -> String { try file(name).path }

  /// Returns whether two tensors have one shape, one format and the same numbers.
  package func holdsTwice(_ name: String, as other: String) throws -> Bool {
    let (one, second) = (try file(name), try file(other))
    if one.path == second.path { return try one.holdsTwice(name, as: other) }
    return try one.shape(of: name) == second.shape(of: other)
      && one.elementType(of: name) == second.elementType(of: other)
      && one.floats(name) == second.floats(other)
  }

  private func file(_ name: String) throws -> SafetensorsFile {
    guard let place = places[ByteName(name)] else {
      throw SafetensorsError.missingTensor(file: self.place, name: name)
    }
    return files[place]
  }
}
