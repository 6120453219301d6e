import Foundation

/// A folder of a Hugging Face model: the files of it that a model consists of.
struct ModelFolder {
  /// The files to keep, by name.
  let files: [String: URL]

  private static let names: Set<String> = [
    "config.json", "generation_config.json", "tokenizer.model", "tokenizer_config.json",
    "model.safetensors.index.json",
  ]

  /// Finds the files in a folder; links are followed.
  init(_ folder: URL) throws {
    let path = folder.path(percentEncoded: false)
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw StagesError.inputs(
        "There is no folder \(path); give import-model the path of a Hugging Face folder, absolute "
          + "or below the folder of --data.")
    }
    let kept = names.filter { Self.names.contains($0) || $0.hasSuffix(".safetensors") }
    guard kept.contains("config.json") else {
      throw StagesError.inputs(
        "\(path) has no config.json; give import-model the folder of a Hugging Face model.")
    }
    files = Dictionary(
      uniqueKeysWithValues: kept.map {
        ($0, folder.appending(path: $0).resolvingSymlinksInPath())
      })
  }

  /// The files in the order of their names.
  var urls: [URL] { files.sorted { $0.key < $1.key }.map(\.value) }

  /// Copies the files under their names.
  func copy(to folder: URL) throws {
    for (name, url) in files {
      do {
        try FileManager.default.copyItem(at: url, to: folder.appending(path: name))
      } catch {
        throw StagesError.inputs(
          "\(url.path(percentEncoded: false)) cannot be copied (\(error.localizedDescription)); "
            + "check its permissions and the free space.")
      }
    }
  }
}
