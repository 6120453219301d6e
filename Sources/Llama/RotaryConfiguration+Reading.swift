extension ConfigurationObject {
  /// Reads the rotary embedding, from all the places where a file may state it.
  func rotary() throws -> RotaryConfiguration {
    var rotary = RotaryConfiguration()
    let (newer, older) = (try part("rope_parameters"), try part("rope_scaling"))
    let bases = 1.0...1e15
    rotary.base =
      try newer?.number("rope_theta", in: bases) ?? older?.number("rope_theta", in: bases)
      ?? number("rope_theta", in: bases) ?? 10_000
    let scalings = try [newer, older].compactMap { try $0?.rotaryScaling() }
    try require(
      scalings.allSatisfy { $0 == scalings[0] },
      "changes the rotary frequencies in rope_scaling in another way than in rope_parameters")
    rotary.scaling = scalings.first ?? .none
    return rotary
  }

  private func part(_ key: String) throws -> ConfigurationObject? {
    let object = object(key)
    try require(object != nil || !has(key), "has a value of \(key) that is not an object")
    return object
  }

  private func rotaryScaling() throws -> RotaryScaling {
    let type = text("rope_type") ?? text("type") ?? "default"
    switch type {
    case "default":
      return .none
    case "linear":
      return .linear(factor: try needed("factor"))
    case "llama3":
      let (low, high) = (try needed("low_freq_factor"), try needed("high_freq_factor"))
      try require(low < high, "has a low_freq_factor that is not below high_freq_factor")
      return .llama3(
        factor: try needed("factor"), low: low, high: high,
        original: try size("original_max_position_embeddings", atMost: 1 << 24))
    default:
      throw fault("asks for the rotary type \(type); known are default, linear and llama3")
    }
  }

  private func needed(_ key: String) throws -> Double {
    guard let number = try number(key, in: 1e-3...1e6) else {
      throw fault("lacks \(key) of the rotary embedding")
    }
    return number
  }
}
