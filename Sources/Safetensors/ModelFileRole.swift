/// What a file in a model's folder is to the model, as far as its name tells.
package enum ModelFileRole: Hashable, Sendable {
  /// The shape of the network, which whoever writes weights writes with them.
  case configuration
  /// Weights as safetensors, or the index of their shards.
  case weights
  /// Text that belongs to the model, whether or not anything here reads it.
  case text
  /// Weights in a form that is not read.
  case foreignWeights
  /// A picture, a film or a recording.
  case media
  /// A file of some tool, whose name begins with a dot.
  case hidden

  /// Tells what a name stands for; what is unknown counts as text.
  package init(of name: String) {
    let name = name.lowercased()
    func ends(_ endings: [String]) -> Bool { endings.contains(where: name.hasSuffix) }
    if name.hasPrefix(".") {
      self = .hidden
    } else if name == "config.json" {
      self = .configuration
    } else if name.hasSuffix(".safetensors") || name.hasSuffix(".safetensors.index.json") {
      self = .weights
    } else if ends(Self.foreignEndings) {
      self = .foreignWeights
    } else {
      self = ends(Self.mediaEndings) ? .media : .text
    }
  }

  /// The endings of weights that PyTorch pickled.
  static let pickledEndings = [".bin", ".pth", ".pt", ".ckpt", ".pkl"]
  /// The endings of weights for GGML.
  static let ggmlEndings = [".gguf", ".ggml"]
  /// The endings of weights of other frameworks.
  static let frameworkEndings = [".h5", ".msgpack", ".onnx", ".npz", ".ot"]

  private static let foreignEndings = pickledEndings + ggmlEndings + frameworkEndings
  private static let mediaEndings = [
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".ico", ".tif", ".tiff", ".mp4",
    ".mov", ".webm", ".mp3", ".wav", ".flac", ".ogg",
  ]
}
