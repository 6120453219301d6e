import Foundation
import Objectives

extension Interval {
  /// The value and its bounds with three decimals, as reports write them in prose.
  var text: String {
    String(format: "%.3f [%.3f, %.3f]", value, low, high)
  }
}
