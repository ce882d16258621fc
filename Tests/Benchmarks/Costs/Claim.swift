import Benchmark

/// A row of a benchmark's table: what was measured, in which unit, and what it is hoped to be.
struct Figure: Sendable {
    let metric: BenchmarkMetric

    /// - Parameter aim: what the figure should not exceed; nil for a yardstick, which is there to compare with.
    init(_ what: String, _ unit: String, aim: Int? = nil) {
        let aim = aim.map { ", aim ≤ \($0)" } ?? ""
        metric = .custom("\(what): \(unit)\(aim)", polarity: .prefersSmaller, useScalingFactor: false)
    }
}

/// One benchmark: `measure` is called for each sample and returns a number for each figure, in their order.
///
/// The figures of one sample are taken in one process within moments of each other, so that a noisy machine shows in all of
/// them; the yardsticks among them say how much.
func claim(
    _ name: String, samples: Int = 30, _ figures: [Figure],
    measure: @escaping @Sendable () throws -> [Double]
) {
    let metrics = figures.map(\.metric)
    let configuration = Benchmark.Configuration(
        metrics: metrics, units: Dictionary(uniqueKeysWithValues: metrics.map { ($0, .count) }),
        warmupIterations: 1, maxDuration: .seconds(20), maxIterations: samples)
    Benchmark(name, configuration: configuration) { benchmark in
        for (metric, number) in zip(metrics, try measure()) {
            benchmark.measurement(metric, Int(number.rounded()))
        }
    }
}
