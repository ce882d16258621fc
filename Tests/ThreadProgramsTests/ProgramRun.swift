import Foundation
import Synchronization
import Testing
import ThreadRuntime
import ThreadTrace

@testable import ThreadPrograms

/// A run of a program to its end, and what it told.
struct ProgramRun {
    let verdict: Verdict
    let trace: Trace

    /// What it printed on standard output, and said in its log, line by line.
    var output: [String] { messages(isError: false) }
    /// What it printed on standard error.
    var complaints: [String] { messages(isError: true) }

    /// The names of all things of a kind, in order of creation.
    func names(of kind: ResourceKind) -> [String] {
        trace.resourceIDs.compactMap { trace[$0] }.filter { $0.kind == kind }.map(\.name)
    }

    private func messages(isError: Bool) -> [String] {
        var messages: [String] = []
        for number in 0..<trace.count {
            let event = trace[number]
            let isComplaint = event.kind == .output && event.detail == ThreadTrace.Event.isStandardError
            guard event.kind == .log || event.kind == .output, isComplaint == isError else { continue }
            messages.append(trace[event.name])
        }
        return messages
    }

    init(_ scenario: Scenario, _ schedule: Schedule = .random(seed: 1), speed: Speed = .max) throws {
        let run = Run(scenario, schedule: schedule, speed: speed)
        let news = run.subscribe()
        try run.start()
        verdict = run.wait()
        var trace = Trace()
        trace.append(news.take())
        self.trace = trace
    }

    /// A Python program, by its text.
    init(
        _ text: String, _ schedule: Schedule = .random(seed: 1), speed: Speed = .max,
        arguments: [String] = [], _ settings: Program.Settings = Program.Settings()
    ) throws {
        try self.init(python(text, arguments: arguments, settings), schedule, speed: speed)
    }
}

/// A Python program as a scenario.
func python(
    _ text: String, arguments: [String] = [], _ settings: Program.Settings = Program.Settings(),
    path: String = "/nowhere/program.py"
) -> Scenario {
    Program(python: path, text: text, arguments: arguments, interpreter: "python3", settings).scenario
}

/// A file beside these tests.
func fixture(_ name: String, file: String = #filePath) throws -> (path: String, text: String) {
    let path = URL(filePath: file).deletingLastPathComponent().appending(path: "Fixtures/\(name)").path
    return (path, try String(contentsOfFile: path, encoding: .utf8))
}

/// What bare CPython prints.
func bare(_ path: String, in folder: String? = nil) throws -> [String] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    // Whoever runs the tests in the background has them ignore it. Tests run on threads on which signals are blocked, and so would a
    // program's children be that it ends by one.
    let unblocked = """
        import os, signal, sys
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
        os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
        """
    process.arguments = ["--default-signal=INT", "python3", "-c", unblocked, path]
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
}
