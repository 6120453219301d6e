import Foundation
import Objectives

extension Interval {
  /// The value and its ends with three places, as reports write them in sentences.
  var text: String {
    String(format: "%.3f [%.3f, %.3f]", value, low, high)
  }
}
