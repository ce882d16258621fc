import Dispatch
import Foundation
import TestSupport
import Testing
import ThreadTrace

@testable import ThreadPrograms

/// A program in C, compiled, watched to its verdict, and what it told.
struct WatchedRun {
    let verdict: Verdict
    let trace: Trace

    /// What comes before every program.
    private static let beginning = """
        #define _GNU_SOURCE
        #include <errno.h>
        #include <pthread.h>
        #include <semaphore.h>
        #include <signal.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/wait.h>
        #include <time.h>
        #include <unistd.h>

        """

    /// - Parameter arguments: of the program, behind its own path.
    init(_ source: String, arguments: [String] = []) throws {
        self = try withTemporaryFolder { folder in
            let file = folder.appending(path: "program.c")
            let program = folder.appending(path: "program").path
            try (Self.beginning + source).write(to: file, atomically: true, encoding: .utf8)
            try Self.compile(file.path, program)
            return try WatchedRun(command: [program] + arguments)
        }
    }

    init(command: [String]) throws {
        let program = try WatchedProgram(command: command, library: try Self.library())
        let news = DispatchSemaphore(value: 0)
        program.start { news.signal() }
        var trace = Trace()
        while trace.verdict == nil {
            news.wait()
            trace.append(program.take())
        }
        program.end()
        verdict = try #require(trace.verdict)
        self.trace = trace
    }

    /// Where the build puts it, beside the tests.
    static func library() throws -> String {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(filePath: tests).deletingLastPathComponent().appending(
            path: "libthreadlanes-watch.so"
        ).path
    }

    private static func compile(_ source: String, _ program: String) throws {
        let compiler = Process()
        compiler.executableURL = URL(filePath: "/usr/bin/env")
        compiler.arguments = ["cc", "-g", "-O0", "-pthread", source, "-o", program]
        try compiler.run()
        compiler.waitUntilExit()
        try #require(compiler.terminationStatus == 0)
    }

    // MARK: Questions

    var events: [ThreadTrace.Event] { (0..<trace.count).map { trace[$0] } }

    /// The events of a kind on what has that name.
    func events(_ kind: EventKind, _ resource: String? = nil) -> [ThreadTrace.Event] {
        events.filter { $0.kind == kind && (resource == nil || trace[$0.resource]?.name == resource) }
    }

    func resource(_ name: String) -> Trace.ResourceInfo? {
        trace.resourceIDs.compactMap { trace[$0] }.first { $0.name == name && $0.kind != .thread }
    }

    var threadNames: [String] { trace.threadIDs.map { trace[$0]?.name ?? "" } }

    /// What it wrote, and what is to be known of it.
    var messages: [String] { (events(.output) + events(.log)).map { trace[$0.name] } }
}
