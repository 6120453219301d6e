/// Where a part of a pipeline was written, for error sentences.
package enum PipelinePlace: Hashable, Sendable, CustomStringConvertible {
  case line(file: String, Int)
  case file(String)
  case setting(String)

  /// The place as errors begin: "quickstart.yaml:7" or "--set sft.epochs=2".
  package var description: String {
    switch self {
    case .line(let file, let line): "\(file):\(line)"
    case .file(let file): file
    case .setting(let text): "--set \(text)"
    }
  }
}
