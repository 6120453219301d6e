package import Foundation

/// The weights of a model: one safetensors file, or shards with an index.
///
/// `model.safetensors` wins over `model.safetensors.index.json`, as in transformers. A tensor that
/// a shard holds but the index does not name is offered like the others: strict readers see it.
package struct SafetensorsFolder: Sendable {
  private let files: [SafetensorsFile]
  private let places: [String: Int]
  private let place: String

  /// The names of the tensors, sorted.
  package var names: [String] { places.keys.sorted() }
  /// The free text entries of the first file.
  package var metadata: [String: String] { files.first?.metadata ?? [:] }

  /// Opens the weights in a folder.
  package init(contentsOf folder: URL, stem: String = "model") throws {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(
        atPath: folder.path(percentEncoded: false))
    } catch {
      throw SafetensorsError.unreadable(
        file: folder.path(percentEncoded: false), reason: error.localizedDescription)
    }
    let files = names.map { ($0, folder.appending(path: $0)) }
    try self.init(
      files: Dictionary(uniqueKeysWithValues: files), stem: stem,
      place: folder.path(percentEncoded: false))
  }

  /// Opens the weights among files that are known by name.
  package init(files: [String: URL], stem: String = "model") throws {
    try self.init(files: files, stem: stem, place: "The set of files")
  }

  private init(files: [String: URL], stem: String, place: String) throws {
    if let single = files[stem + ".safetensors"] {
      let file = try SafetensorsFile(contentsOf: single)
      self.files = [file]
      self.place = file.path
      places = Dictionary(uniqueKeysWithValues: file.names.map { ($0, 0) })
      return
    }
    guard let index = files[stem + ".safetensors.index.json"] else {
      throw SafetensorsError.missingWeights(place: place, stem: stem)
    }
    let shards = try ShardIndex(contentsOf: index)
    self.place = shards.path
    (self.files, places) = try shards.open(files)
  }

  /// Returns whether the weights hold a tensor of the name.
  package func contains(_ name: String) -> Bool { places[name] != nil }

  /// Returns the shape of a tensor.
  package func shape(of name: String) throws -> [Int] { try file(name).shape(of: name) }

  /// Returns the number format of a tensor.
  package func elementType(of name: String) throws -> ElementType {
    try file(name).elementType(of: name)
  }

  /// Returns the numbers of a tensor in row-major order.
  package func floats(_ name: String) throws -> [Float] { try file(name).floats(name) }

  private func file(_ name: String) throws -> SafetensorsFile {
    guard let place = places[name] else {
      throw SafetensorsError.missingTensor(file: self.place, name: name)
    }
    return files[place]
  }
}
