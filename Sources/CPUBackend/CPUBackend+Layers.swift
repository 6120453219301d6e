import CKernels
package import Tensors

extension CPUBackend {
  package func rmsNorm(
    _ x: Tensor, weight: Tensor, epsilon: Float
  ) -> (y: Tensor, inverse: Tensor) {
    precondition(weight.count == x.width, "rmsNorm: \(x.shape) by \(weight.shape)")
    let (y, inverse, width) = (empty(x.shape), empty([x.rows]), x.width)
    let (px, pw, py, pi) = (x.pointer, weight.pointer, y.pointer, inverse.pointer)
    overRows(x.rows, cost: 4 * width) { range in
      let start = range.lowerBound
      kernels.pointee.rms_norm_forward(
        px + start * width, pw, epsilon, py + start * width, pi + start, Int64(range.count),
        Int64(width))
    }
    return (y, inverse)
  }

  package func rmsNormPullback(
    _ dy: Tensor, x: Tensor, weight: Tensor, inverse: Tensor, weightGradient: Tensor?
  ) -> Tensor {
    let (dx, width) = (empty(x.shape), x.width)
    let (pd, px, pw, pi, po) = (
      dy.pointer, x.pointer, weight.pointer, inverse.pointer, dx.pointer
    )
    overRows(x.rows, cost: 6 * width) { range in
      let start = range.lowerBound
      kernels.pointee.rms_norm_backward(
        pd + start * width, px + start * width, pw, pi + start, po + start * width,
        Int64(range.count), Int64(width))
    }
    if let sum = weightGradient?.pointer {
      // Tasks own columns, so each weight's gradient is summed over rows in order. Sixteen floats
      // are a cache line, which no two tasks share.
      overRows((width + 15) / 16, cost: 64 * x.rows) { range in
        kernels.pointee.rms_norm_weight_gradient(
          pd, px, pi, sum, Int64(x.rows), Int64(width), Int64(range.lowerBound * 16),
          Int64(min(width, range.upperBound * 16)))
      }
    }
    return dx
  }

  package func rotate(
    _ x: Tensor, positions: Indices, table: RotaryTable, inverse: Bool
  ) -> Tensor {
    precondition(
      x.rows == positions.count && x.width % table.headDimension == 0,
      "rotate: \(x.shape), \(positions.count) positions, head \(table.headDimension)")
    precondition(
      positions.lie(below: table.positions),
      "rotate: positions \(positions.bounds) of \(table.positions)")
    let (y, width) = (empty(x.shape), x.width)
    let (px, py, cosine, sine) = (
      x.pointer, y.pointer, table.cosine.pointer, table.sine.pointer
    )
    positions.values.withUnsafeBufferPointer { positions in
      guard let first = positions.baseAddress else { return }
      overRows(x.rows, cost: 4 * width) { range in
        let start = range.lowerBound
        kernels.pointee.rotate(
          px + start * width, cosine, sine, first + start, inverse ? -1 : 1, py + start * width,
          Int64(range.count), Int64(width / table.headDimension), Int64(table.headDimension))
      }
    }
    return y
  }

  package func swiGLU(gate: Tensor, up: Tensor) -> Tensor {
    precondition(gate.shape == up.shape, "swiGLU: \(gate.shape) and \(up.shape)")
    let y = empty(gate.shape)
    let (pg, pu, py) = (gate.pointer, up.pointer, y.pointer)
    overRows(gate.count, cost: 20) { range in
      let start = range.lowerBound
      kernels.pointee.swiglu_forward(pg + start, pu + start, py + start, Int64(range.count))
    }
    return y
  }

  package func swiGLUPullback(
    _ dy: Tensor, gate: Tensor, up: Tensor
  ) -> (gate: Tensor, up: Tensor) {
    let (dgate, dup) = (empty(gate.shape), empty(up.shape))
    let (pd, pg, pu) = (dy.pointer, gate.pointer, up.pointer)
    let (pdg, pdu) = (dgate.pointer, dup.pointer)
    overRows(gate.count, cost: 25) { range in
      let start = range.lowerBound
      kernels.pointee.swiglu_backward(
        pd + start, pg + start, pu + start, pdg + start, pdu + start, Int64(range.count))
    }
    return (dgate, dup)
  }
}
