/// Takes some of many, evenly spread.
enum Spread {
  /// Returns at most so many of the items, the first among them; all if there is no limit.
  static func of<Item>(_ items: [Item], limit: Int?) -> [Item] {
    guard let limit, limit < items.count else { return items }
    return (0..<max(limit, 0)).map { items[$0 * items.count / limit] }
  }
}
