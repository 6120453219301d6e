import Files
package import Foundation

extension JSONValue {
  /// Reads a JSON file that comes with a model; something else is called what it is.
  package init(contentsOf url: URL, atMost limit: Int) throws {
    try ModelFile.require(url, atMost: limit)
    let data = try WholeFile.read(url)
    do {
      self = try data.withUnsafeBytes { try JSONParser.parse($0) }
    } catch let damage as JSONDamage {
      throw ForeignFile.reason(ModelFileError.notJSON(url, damage.fact), data, url)
    }
  }
}
