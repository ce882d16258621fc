import ThreadRuntime

/// What there is to watch.
package enum Scenarios {
    package static let all = notebook + classics

    /// Where to begin: a picture that says at once what there is to see.
    package static let opening = Scenario.lock.name

    /// The notebook's sections, in its order, and what it imports besides.
    package static let notebook: [Scenario] = [
        .logging, .currentThread, .threadCount, .enumerate, .threadClass, .createJoin, .workerThreads,
        .threadPool,
        .threadPoolArguments, .sharedState, .lock, .barrier, .semaphore, .timer, .queue, .gil,
    ]

    /// What everybody tells of threads, each beside what mends it.
    package static let classics: [Scenario] = [
        .deadlock, .deadlockFixed, .philosophers, .philosophersFixed,
        .lostUpdate, .lostUpdateFixed, .checkThenAct, .checkThenActFixed, .bankTransfers, .bankTransfersFixed,
        .doubleChecked, .doubleCheckedFixed, .petersonBroken, .peterson,
        .lostWakeup, .lostWakeupFixed, .ifInsteadOfWhile, .ifInsteadOfWhileFixed, .boundedBuffer,
        .boundedBufferFixed, .barrierReuse, .barrierReuseFixed,
        .sleepingBarber, .sleepingBarberFixed, .cigaretteSmokers, .cigaretteSmokersFixed, .readersWriters,
        .readersWritersFixed,
        .poolWaitsForItself, .poolWaitsForItselfFixed, .livelock, .livelockFixed, .priorityInversion,
        .priorityInversionFixed,
    ]
}
