import Corpora
import Foundation

/// A file that exists as long as its test needs it.
struct TemporaryFile: ~Copyable {
  let url: URL

  init(_ name: String, _ data: Data) throws {
    url = try Self.written(name, data)
  }

  init(_ name: String, _ text: String) throws {
    url = try Self.written(name, Data(text.utf8))
  }

  deinit {
    try? FileManager.default.removeItem(at: url.deletingLastPathComponent())
  }

  private static func written(_ name: String, _ data: Data) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let url = folder.appending(path: name)
    try data.write(to: url)
    return url
  }

  var records: RecordFile { RecordFile(url) }
}

/// Returns the sentence of the error that the work throws.
func sentence(_ work: () throws -> Void) -> String {
  do {
    try work()
    return "no error"
  } catch {
    return "\(error)"
  }
}
