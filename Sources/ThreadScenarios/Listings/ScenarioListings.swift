/// The scenarios' own sources, embedded when the binary was built: what is read on screen is what runs.
package enum ScenarioListings {
    /// Each file's text, by the name under which its operations carry it: `Module/File.swift`.
    package static let sources: [String: String] = Dictionary(
        uniqueKeysWithValues: files.map {
            ("ThreadScenarios/\($0).swift", String(decoding: $1, as: UTF8.self))
        })

    private static let files: [(String, [UInt8])] = [
        ("BarrierMeeting", PackageResources.BarrierMeeting_swift),
        ("CreateJoin", PackageResources.CreateJoin_swift),
        ("CurrentThread", PackageResources.CurrentThread_swift),
        ("EnumerateThreads", PackageResources.EnumerateThreads_swift),
        ("GlobalInterpreterLock", PackageResources.GlobalInterpreterLock_swift),
        ("Logging", PackageResources.Logging_swift),
        ("Pool", PackageResources.Pool_swift),
        ("PoolArguments", PackageResources.PoolArguments_swift),
        ("ProducerConsumer", PackageResources.ProducerConsumer_swift),
        ("SemaphorePermits", PackageResources.SemaphorePermits_swift),
        ("SharedState", PackageResources.SharedState_swift),
        ("SynchronizedAccess", PackageResources.SynchronizedAccess_swift),
        ("ThreadClass", PackageResources.ThreadClass_swift),
        ("ThreadCount", PackageResources.ThreadCount_swift),
        ("TimerEvent", PackageResources.TimerEvent_swift),
        ("Work", PackageResources.Work_swift),
        ("WorkerThreads", PackageResources.WorkerThreads_swift),
    ]
}
