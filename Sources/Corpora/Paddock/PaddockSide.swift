/// The two sides of what the paddock asks: for training, and held out for evaluation.
package enum PaddockSide: String, Codable, CaseIterable, Sendable {
  case training, heldOut
}
