import ThreadRuntime

/// What there is to watch.
package enum Scenarios {
    /// The notebook's sections, in its order, and what it imports besides.
    package static let notebook: [Scenario] = [
        .logging, .currentThread, .threadCount, .enumerate, .threadClass, .createJoin, .workerThreads,
        .threadPool,
        .threadPoolArguments, .sharedState, .lock, .barrier, .semaphore, .timer, .queue, .gil,
    ]
}
