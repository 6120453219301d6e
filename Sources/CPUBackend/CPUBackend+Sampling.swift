import CKernels
import Foundation
package import Tensors

extension CPUBackend {
  package func sample(_ logits: Tensor, _ draws: [TokenDraw]) -> [DrawnToken] {
    precondition(logits.rows == draws.count, "sample: \(logits.shape), \(draws.count) draws")
    let width = logits.width
    let scratch = scratch((width + 255) / 256)  // one sum per block of logits
    let source = logits.pointer
    var drawn = [DrawnToken](repeating: DrawnToken(token: 0, logProbability: 0), count: draws.count)
    drawn.withUnsafeMutableBufferPointer { drawn in
      guard let target = drawn.baseAddress else { return }
      team.run(draws.count) { row, worker in
        target[row] = draw(source + row * width, draws[row], width, scratch(worker))
      }
    }
    return drawn
  }

  private func draw(
    _ logits: UnsafeMutablePointer<Float>, _ draw: TokenDraw, _ width: Int,
    _ scratch: UnsafeMutablePointer<Float>
  ) -> DrawnToken {
    if draw.temperature == 0 { return greedy(logits, width) }
    if draw.topK > 0 || draw.topP < 1 { return truncated(logits, draw, width) }
    var logProbability: Float = 0
    let token = kernels.pointee.sample(
      logits, 1 / draw.temperature, draw.uniform, scratch, &logProbability, Int64(width))
    return DrawnToken(token: token, logProbability: logProbability)
  }

  private func greedy(_ logits: UnsafeMutablePointer<Float>, _ width: Int) -> DrawnToken {
    let token = kernels.pointee.largest(logits, Int64(width))
    let logSum = logSumExp(logits, width, inverseTemperature: 1)
    return DrawnToken(token: token, logProbability: logits[Int(token)] - logSum)
  }

  private func truncated(
    _ logits: UnsafeMutablePointer<Float>, _ draw: TokenDraw, _ width: Int
  ) -> DrawnToken {
    let inverse = 1 / draw.temperature
    let logSum = logSumExp(logits, width, inverseTemperature: inverse)
    let values = UnsafeBufferPointer(start: logits, count: width)
    let kept = Truncation(topK: draw.topK, topP: draw.topP)
      .kept(values.map { expf($0 * inverse - logSum) })
    let chosen = kept[Truncation.index(of: draw.uniform, in: kept.map(\.probability))].index
    return DrawnToken(token: Int32(chosen), logProbability: logits[chosen] * inverse - logSum)
  }

  private func logSumExp(
    _ logits: UnsafeMutablePointer<Float>, _ width: Int, inverseTemperature: Float
  ) -> Float {
    var (logSum, entropy): (Float, Float) = (0, 0)
    kernels.pointee.log_sum_exp(logits, inverseTemperature, &logSum, &entropy, 1, Int64(width))
    return logSum
  }
}
