import Benchmark
import Foundation

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
    Benchmark(name, configuration: configuration(figures, samples: samples, within: .seconds(20))) {
        $0.enter(try measure(), as: figures)
    }
}

/// The same of what goes on in other programs, which takes its time: no sample is taken to warm up.
///
/// - Parameter missing: programs that have to be there and are not. Where there are any the benchmark says so and measures
///   nothing, so its table is not there either.
func claim(
    _ name: String, samples: Int, missing: [String], _ figures: [Figure],
    measure: @escaping @Sendable () async throws -> [Double]
) {
    guard missing.isEmpty else {
        var skipped = configuration(figures, samples: 1, within: .seconds(20))
        // What a benchmark itself prints is only seen when progress is.
        skipped.setup = {
            let line = "SKIPPED \(name): missing \(missing.joined(separator: ", "))\n"
            FileHandle.standardError.write(Data(line.utf8))
        }
        Benchmark(name, configuration: skipped) { _ in }
        return
    }
    let configuration = configuration(figures, samples: samples, warmups: 0, within: .seconds(600))
    Benchmark(name, configuration: configuration) { benchmark in
        benchmark.enter(try await measure(), as: figures)
    }
}

private func configuration(_ figures: [Figure], samples: Int, warmups: Int = 1, within time: Duration)
    -> Benchmark.Configuration
{
    let metrics = figures.map(\.metric)
    return Benchmark.Configuration(
        metrics: metrics, units: Dictionary(uniqueKeysWithValues: metrics.map { ($0, .count) }),
        warmupIterations: warmups, maxDuration: time, maxIterations: samples)
}

extension Benchmark {
    fileprivate func enter(_ numbers: [Double], as figures: [Figure]) {
        for (figure, number) in zip(figures, numbers) {
            // Less than nothing, as a difference within the noise may be, would be dropped, and move the median.
            measurement(figure.metric, Int(max(number, 0).rounded()))
        }
    }
}
