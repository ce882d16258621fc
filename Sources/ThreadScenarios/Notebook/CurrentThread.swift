import ThreadRuntime

extension Scenario {
    package static let currentThread = Scenario(
        "current-thread", title: "Current thread",
        summary: "Every thread can ask which one it is. The scenario's body runs on MainThread.",
        chapter: "First steps", concepts: ["current thread"]
    ) {
        print(try Threading.current.name)
    }
}
