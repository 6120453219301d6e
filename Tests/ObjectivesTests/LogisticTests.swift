import Objectives
import Testing

struct LogisticTests {
  @Test(arguments: [-800.0, -2, 0, 2, 800])
  func valuesStayFinite(x: Double) {
    #expect(Logistic.sigmoid(x).isFinite && Logistic.softplus(x).isFinite)
    #expect(near(Logistic.softplus(x) - Logistic.softplus(-x), x, 1e-9))
    #expect(near(Logistic.sigmoid(x) + Logistic.sigmoid(-x), 1, 1e-12))
  }

  @Test func logitInvertsTheLogistic() {
    #expect(near(Logistic.sigmoid(Logistic.logit(0.15)), 0.15, 1e-15))
  }
}
