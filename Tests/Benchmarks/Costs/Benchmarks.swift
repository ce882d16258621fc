import Benchmark

/// Everything that is measured, in the order in which a run meets it: a step, its event, the picture of it all, and its recording.
let benchmarks: @Sendable () -> Void = {
    stepBenchmarks()
    executionBenchmarks()
    explorationBenchmarks()
    partedSearchBenchmarks()
    eventBenchmarks()
    memoryBenchmarks()
    frameBenchmarks()
    historyBenchmarks()
    queryBenchmarks()
    findingBenchmarks()
    steeringBenchmarks()
    programBenchmarks()
    traceFileBenchmarks()
    screencastBenchmarks()
    recordingBenchmarks()
}
