import Foundation

/// Where two pieces of JSON differ, for a person who looks for the reason.
enum JSONPlaces {
  /// Returns the places whose values differ, each with both values.
  static func differences(_ left: String, _ right: String) -> [String] {
    let (left, right) = (values(left), values(right))
    return Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }.sorted().map {
      "\($0): \(left[$0] ?? "nothing") instead of \(right[$0] ?? "nothing")"
    }
  }

  private static func values(_ text: String) -> [String: String] {
    guard let value = try? JSONSerialization.jsonObject(with: Data(text.utf8)) else { return [:] }
    var found: [String: String] = [:]
    collect(value, at: "", &found)
    return found
  }

  private static func collect(_ value: Any, at place: String, _ found: inout [String: String]) {
    if let object = value as? [String: Any] {
      for (key, item) in object { collect(item, at: "\(place).\(key)", &found) }
    } else if let list = value as? [Any] {
      for (index, item) in list.enumerated() { collect(item, at: "\(place)[\(index)]", &found) }
    } else {
      found[place] = "\(value)"
    }
  }
}
