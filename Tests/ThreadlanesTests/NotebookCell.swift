import Testing

/// A cell of the notebook that printed something, and the scenario that is to print the same.
struct NotebookCell: Sendable {
    let number: Int
    let scenario: String
    /// The messages of the main thread between which its workers speak, where it waits for them.
    var workersLive: (after: String, before: String)?
    /// To the letter.
    let recorded: String

    /// The recording with booleans spelled Swift's way.
    var expected: Transcript {
        Transcript(recorded.replacing("True", with: "true").replacing("False", with: "false"))
    }
}

extension NotebookCell: CustomTestStringConvertible {
    var testDescription: String { "cell \(number), \(scenario)" }
}

/// The cells in the notebook's order. Cells 1 and 7 print nothing, and there is no cell 14.
extension NotebookCell {
    static let logging = NotebookCell(
        number: 2, scenario: "logging",
        recorded: """
            DEBUG:root:Hello
            """)

    static let currentThread = NotebookCell(
        number: 3, scenario: "current-thread",
        recorded: """
            MainThread
            """)

    static let threadCount = NotebookCell(
        number: 4, scenario: "thread-count",
        recorded: """
            5
            """)

    static let enumerate = NotebookCell(
        number: 5, scenario: "enumerate",
        recorded: """
            Thread: MainThread Id: 140735275814912 Alive: True
            Thread: Thread-2 Id: 123145308631040 Alive: True
            Thread: Thread-3 Id: 123145313886208 Alive: True
            Thread: IPythonHistorySavingThread Id: 123145320214528 Alive: True
            Thread: Thread-1 Id: 123145325469696 Alive: True
            """)

    static let threadClass = NotebookCell(
        number: 6, scenario: "thread-class",
        workersLive: (after: "Starting Thread", before: "Main completed"),
        recorded: """
            DEBUG:root:Starting Thread
            DEBUG:root:  Running Thread 1
            DEBUG:root:Joining Thread
            DEBUG:root:Main completed
            """)

    static let createJoin = NotebookCell(
        number: 8, scenario: "create-join", workersLive: (after: "Starting thread", before: "Main finished"),
        recorded: """
            DEBUG:root:Main creating thread
            DEBUG:root:Starting thread
            DEBUG:root:  Thread 1 is working for 10 seconds.
            DEBUG:root:Waiting to complete
            DEBUG:root:  Thread 1 is complete.
            DEBUG:root:Main finished
            """)

    static let workerThreads = NotebookCell(
        number: 9, scenario: "worker-threads",
        workersLive: (after: "Starting all threads", before: "Main finished"),
        recorded: """
            DEBUG:root:Main creating threads
            DEBUG:root:Starting all threads
            DEBUG:root:  Thread 0 is working for 10 seconds.
            DEBUG:root:  Thread 1 is working for 10 seconds.
            DEBUG:root:  Thread 2 is working for 10 seconds.
            DEBUG:root:  Thread 3 is working for 10 seconds.
            DEBUG:root:  Thread 4 is working for 10 seconds.
            DEBUG:root:  Thread 5 is working for 10 seconds.
            DEBUG:root:  Thread 6 is working for 10 seconds.
            DEBUG:root:  Thread 7 is working for 10 seconds.
            DEBUG:root:  Thread 8 is working for 10 seconds.
            DEBUG:root:  Thread 9 is working for 10 seconds.
            DEBUG:root:Waiting for all threads to complete
            DEBUG:root:  Thread 0 is complete.
            DEBUG:root:  Thread 1 is complete.
            DEBUG:root:  Thread 2 is complete.
            DEBUG:root:  Thread 3 is complete.
            DEBUG:root:  Thread 4 is complete.
            DEBUG:root:  Thread 5 is complete.
            DEBUG:root:  Thread 6 is complete.
            DEBUG:root:  Thread 7 is complete.
            DEBUG:root:  Thread 8 is complete.
            DEBUG:root:  Thread 9 is complete.
            DEBUG:root:Main finished
            """)

    static let threadPool = NotebookCell(
        number: 10, scenario: "thread-pool", workersLive: (after: "Starting Pool", before: "Finishing Pool"),
        recorded: """
            DEBUG:root:Starting Pool
            DEBUG:root:  Thread 0 is working for 5 seconds.
            DEBUG:root:  Thread 1 is working for 5 seconds.
            DEBUG:root:  Thread 2 is working for 5 seconds.
            DEBUG:root:  Thread 3 is working for 5 seconds.
            DEBUG:root:  Thread 4 is working for 5 seconds.
            DEBUG:root:  Thread 0 is complete.
            DEBUG:root:  Thread 1 is complete.
            DEBUG:root:  Thread 2 is complete.
            DEBUG:root:  Thread 3 is complete.
            DEBUG:root:  Thread 4 is complete.
            DEBUG:root:Finishing Pool
            """)

    static let threadPoolArguments = NotebookCell(
        number: 11, scenario: "thread-pool-args",
        workersLive: (after: "Starting Pool", before: "Finishing Pool"),
        recorded: """
            DEBUG:root:Starting Pool
            DEBUG:root:  Thread 0 is working for 10 seconds.
            DEBUG:root:  Thread 1 is working for 10 seconds.
            DEBUG:root:  Thread 2 is working for 10 seconds.
            DEBUG:root:  Thread 3 is working for 10 seconds.
            DEBUG:root:  Thread 4 is working for 10 seconds.
            DEBUG:root:  Thread 0 is complete.
            DEBUG:root:  Thread 1 is complete.
            DEBUG:root:  Thread 2 is complete.
            DEBUG:root:  Thread 4 is complete.
            DEBUG:root:  Thread 3 is complete.
            DEBUG:root:Finishing Pool
            """)

    static let sharedState = NotebookCell(
        number: 12, scenario: "shared-state", workersLive: (after: "Starting Pool", before: "Finishing Pool"),
        recorded: """
            DEBUG:root:Starting Pool
            DEBUG:root:  Thread 0 : Starting 0 Ending 0 ... Valid True
            DEBUG:root:  Thread 4 : Starting 0 Ending 0 ... Valid True
            DEBUG:root:  Thread 2 : Starting 0 Ending 0 ... Valid True
            DEBUG:root:  Thread 3 : Starting 0 Ending 1 ... Valid False
            DEBUG:root:  Thread 1 : Starting 0 Ending 1 ... Valid False
            DEBUG:root:Finishing Pool
            """)

    static let lock = NotebookCell(
        number: 13, scenario: "lock", workersLive: (after: "Starting Pool", before: "Finishing Pool"),
        recorded: """
            DEBUG:root:Starting Pool
            DEBUG:root:  Thread 0 : Trying to obtain lock
            DEBUG:root:  Thread 1 : Trying to obtain lock
            DEBUG:root:  Thread 0 : Obtained lock
            DEBUG:root:  Thread 2 : Trying to obtain lock
            DEBUG:root:  Thread 3 : Trying to obtain lock
            DEBUG:root:  Thread 4 : Trying to obtain lock
            DEBUG:root:  Thread 0 : Starting 0 Ending 0 Valid True
            DEBUG:root:  Thread 0 : Releasing lock
            DEBUG:root:  Thread 1 : Obtained lock
            DEBUG:root:  Thread 1 : Starting 1 Ending 1 Valid True
            DEBUG:root:  Thread 1 : Releasing lock
            DEBUG:root:  Thread 2 : Obtained lock
            DEBUG:root:  Thread 2 : Starting 2 Ending 2 Valid True
            DEBUG:root:  Thread 2 : Releasing lock
            DEBUG:root:  Thread 3 : Obtained lock
            DEBUG:root:  Thread 3 : Starting 3 Ending 3 Valid True
            DEBUG:root:  Thread 3 : Releasing lock
            DEBUG:root:  Thread 4 : Obtained lock
            DEBUG:root:  Thread 4 : Starting 4 Ending 4 Valid True
            DEBUG:root:  Thread 4 : Releasing lock
            DEBUG:root:Finishing Pool
            """)

    static let barrier = NotebookCell(
        number: 15, scenario: "barrier",
        workersLive: (after: "Starting all threads", before: "Main Barrier reached"),
        recorded: """
            DEBUG:root:Main creating threads
            DEBUG:root:Starting all threads
            DEBUG:root:  Running Thread 0
            DEBUG:root:  Running Thread 1
            DEBUG:root:  Running Thread 2
            DEBUG:root:Main Waiting for barrier to be reached
            DEBUG:root:  Work Completed 0
            DEBUG:root:  Work Completed 1
            DEBUG:root:  Work Completed 2
            DEBUG:root:Main Barrier reached
            DEBUG:root:Joining all threads
            """)

    static let semaphore = NotebookCell(
        number: 16, scenario: "semaphore", workersLive: (after: "Starting Pool", before: "Finishing Pool"),
        recorded: """
            DEBUG:root:Starting Pool
            DEBUG:root:  Thread 0 is attempting to acquire resource.
            DEBUG:root:  Thread 0 is working for 5 seconds.
            DEBUG:root:  Thread 1 is attempting to acquire resource.
            DEBUG:root:  Thread 1 is working for 5 seconds.
            DEBUG:root:  Thread 2 is attempting to acquire resource.
            DEBUG:root:  Thread 3 is attempting to acquire resource.
            DEBUG:root:  Thread 4 is attempting to acquire resource.
            DEBUG:root:  Thread 0 is complete.
            DEBUG:root:  Thread 2 is working for 5 seconds.
            DEBUG:root:  Thread 1 is complete.
            DEBUG:root:  Thread 3 is working for 5 seconds.
            DEBUG:root:  Thread 2 is complete.
            DEBUG:root:  Thread 4 is working for 5 seconds.
            DEBUG:root:  Thread 3 is complete.
            DEBUG:root:  Thread 4 is complete.
            DEBUG:root:Finishing Pool
            """)

    static let timer = NotebookCell(
        number: 17, scenario: "timer",
        recorded: """
            DEBUG:root:Main completed
            DEBUG:root:Our timer fired
            """)
}
