import CKernels
package import Tensors

extension CPUBackend {
  package func fill(_ tensor: Tensor, with value: Float) {
    guard tensor.format != .float32 else {
      return tensor.pointer.update(repeating: value, count: tensor.count)
    }
    let block = tensor.format.encoded([Float](repeating: value, count: tensor.format.blockLength))
    let target = tensor.bytes
    for start in stride(from: 0, to: target.count, by: block.count) {
      UnsafeMutableRawBufferPointer(rebasing: target[start...]).copyBytes(from: block)
    }
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

  package func add(_ x: Tensor, scaledBy factor: Float, to y: Tensor) {
    precondition(x.count == y.count, "add: \(x.shape) to \(y.shape)")
    kernels.pointee.axpy(factor, x.pointer, y.pointer, Int64(x.count))
  }

  /// One task per tensor, so that each sum has a fixed order.
  package func sumsOfSquares(_ tensors: [Tensor]) -> [Double] {
    [Double](unsafeUninitializedCapacity: tensors.count) { sums, initialized in
      initialized = tensors.count
      guard let sums = sums.baseAddress else { return }
      team.run(tensors.count) { task, _ in
        let tensor = tensors[task]
        sums[task] = kernels.pointee.sum_of_squares(tensor.pointer, Int64(tensor.count))
      }
    }
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
    // Sequential, so that the sum over rows has a fixed order.
    for row in 0..<x.rows {
      kernels.pointee.axpy(1, source + row * width, target, Int64(width))
    }
  }
}
