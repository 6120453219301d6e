import CKernels
package import Tensors

extension CPUBackend {
  package func fill(_ tensor: Tensor, with value: Float) {
    tensor.pointer.update(repeating: value, count: tensor.count)
  }

  package func scale(_ tensor: Tensor, by factor: Float) {
    kernels.pointee.scale(factor, tensor.pointer, Int64(tensor.count))
  }

  package func add(_ a: Tensor, _ b: Tensor) -> Tensor {
    precondition(a.shape == b.shape, "add: \(a.shape) and \(b.shape)")
    let result = empty(a.shape)
    let (pa, pb, py) = (a.pointer, b.pointer, result.pointer)
    overRows(a.count, cost: 2) { range in
      kernels.pointee.add(
        pa + range.lowerBound, pb + range.lowerBound, py + range.lowerBound, Int64(range.count))
    }
    return result
  }

  package func sumOfSquares(_ tensor: Tensor) -> Double {
    kernels.pointee.sum_of_squares(tensor.pointer, Int64(tensor.count))
  }

  package func addBias(_ bias: Tensor, to y: Tensor) {
    precondition(bias.count == y.width, "addBias: \(bias.shape) to \(y.shape)")
    let (source, target, width) = (bias.pointer, y.pointer, y.width)
    overRows(y.rows, cost: width) { range in
      for row in range { kernels.pointee.axpy(1, source, target + row * width, Int64(width)) }
    }
  }

  package func addRowSum(_ x: Tensor, to sum: Tensor) {
    precondition(sum.count == x.width, "addRowSum: \(x.shape) to \(sum.shape)")
    let (source, target, width) = (x.pointer, sum.pointer, x.width)
    for row in 0..<x.rows {
      kernels.pointee.axpy(1, source + row * width, target, Int64(width))
    }
  }

  package func adamW(_ parameter: Tensor, gradient: Tensor, moments: AdamWMoments, step: AdamWStep)
  {
    precondition(!weights.isHolding, "adamW: the weights are held for inference")
    let settings = settings(step)
    let (p, g) = (parameter.pointer, gradient.pointer)
    let (m, v) = (moments.first.pointer, moments.second.pointer)
    settings.withUnsafeBufferPointer { settings in
      nonisolated(unsafe) let settings = settings.baseAddress
      overRows(parameter.count, cost: 12) { range in
        let (start, count) = (range.lowerBound, Int64(range.count))
        switch moments.precision {
        case .float32:
          kernels.pointee.adamw(p + start, g + start, m + start, v + start, settings, count)
        case .bfloat16:
          kernels.pointee.adamw_pairs(
            p + start, g + start, Self.brains(m) + start, Self.brains(v) + start, settings, count)
        }
      }
    }
  }

  /// Returns the place of numbers in bfloat16, two to a float.
  private static func brains(_ floats: UnsafeMutablePointer<Float>) -> UnsafeMutablePointer<UInt16>
  {
    UnsafeMutableRawPointer(floats).assumingMemoryBound(to: UInt16.self)
  }

  private func settings(_ step: AdamWStep) -> [Float] {
    var settings = [Float](repeating: 0, count: Int(CK_ADAMW_COUNT))
    settings[Int(CK_ADAMW_STEP_SIZE)] = step.stepSize
    settings[Int(CK_ADAMW_ROOT_CORRECTION)] = step.rootCorrection
    settings[Int(CK_ADAMW_BETA1)] = step.beta1
    settings[Int(CK_ADAMW_BETA2)] = step.beta2
    settings[Int(CK_ADAMW_EPSILON)] = step.epsilon
    settings[Int(CK_ADAMW_DECAY)] = step.decay
    settings[Int(CK_ADAMW_GRADIENT_SCALE)] = step.gradientScale
    return settings
  }
}
