import Artifacts

extension FuzzTarget {
  /// JSON as rows of the store hold it: manifests, questions, sections of reports, details.
  static let rows = FuzzTarget("rows") { bytes, _ in
    let text = String(decoding: bytes, as: UTF8.self)
    switch bytes.first {
    case UInt8(ascii: "["):
      let sections = try StableJSON.value([ReportSection].self, from: text)
      _ = try StableJSON.text(sections)
    default:
      if let manifest = try? StableJSON.value(ArtifactManifest.self, from: text) {
        _ = try StableJSON.text(manifest)
      } else if let question = try? StableJSON.value(Question.self, from: text) {
        _ = try StableJSON.text(question)
      } else {
        _ = try StableJSON.value([String: String].self, from: text)
      }
    }
  }
}
