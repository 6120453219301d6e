/// Which slots of a cache are taken, and whose prompt lies at the start of each.
struct CacheSlots {
  private var taken: [Bool]
  /// The request whose whole prompt a slot still begins with, taken or not.
  private var prompts: [RequestID?]

  init(count: Int) {
    taken = [Bool](repeating: false, count: count)
    prompts = [RequestID?](repeating: nil, count: count)
  }

  /// Takes the first free slot, which keeps its prompt until it is overwritten.
  mutating func take() -> Int? {
    guard let slot = taken.firstIndex(of: false) else { return nil }
    taken[slot] = true
    return slot
  }

  mutating func free(_ slot: Int) { taken[slot] = false }

  /// Returns a slot that begins with the whole prompt of a request.
  func holding(_ request: RequestID) -> Int? { prompts.firstIndex(of: request) }

  /// Notes that a slot begins with the prompt of a request, or with none that can be used.
  mutating func hold(_ request: RequestID?, in slot: Int) { prompts[slot] = request }
}
