import Safetensors

extension FuzzTarget {
  /// A safetensors file, its header and then the tensors that it names.
  static let safetensors = FuzzTarget("safetensors") { bytes, scratch in
    let file = try SafetensorsFile(contentsOf: scratch.place(bytes, "model.safetensors"))
    for name in file.names {
      _ = try file.shape(of: name)
      _ = try file.floats(name)
    }
  }
}
