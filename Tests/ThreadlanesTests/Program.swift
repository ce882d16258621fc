import TestSupport
import Foundation

/// A program run to its end: what it printed, what it complained of, and its exit status as a shell gives it.
struct Finished: Equatable {
    let status: Int32
    let output: String
    let errors: String

    /// What it complained of, what was found in a run left out.
    var complaints: [Substring] {
        errors.split(separator: "\n").filter {
            !$0.contains(/^threadlanes: \d+ (data race|update|lock order|wake-up|lock)/)
        }
    }

    var lines: [String] {
        output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }
}

/// A program that takes far longer than any machine needs.
struct Hangs: Error {
    let command: [String]
}

/// The command as it was built beside the tests, run without a terminal and without anybody's configuration.
func threadlanes(_ arguments: [String]) async throws -> Finished {
    try await finish(["/usr/bin/env", "XDG_CONFIG_HOME=/nowhere", builtCommand()] + arguments)
}

func threadlanes(_ arguments: String...) async throws -> Finished { try await threadlanes(arguments) }

/// Runs a shell script in a folder of its own; `$threadlanes` is the command, which finds its configuration in `threadlanes/`
/// there.
func shell(_ script: String) async throws -> Finished {
    try await withTemporaryFolder { folder in
        let start = "threadlanes=$0; cd \"$1\"; export XDG_CONFIG_HOME=\"$1\"\n"
        return try await finish(["/bin/sh", "-c", start + script, builtCommand(), folder.path])
    }
}

/// Runs a program and waits for its end. It reads nothing; what it writes goes to files, so that it never waits for a reader.
///
/// - Parameter watch: called with its number every few milliseconds, until it has ended.
/// - Throws: `Hangs` when it had to be killed.
func finish(
    _ command: [String], timeout: Duration = .seconds(120), watch: (pid_t) -> Void = { _ in }
) async throws -> Finished {
    try await withTemporaryFolder { folder in
        let (output, errors) = (folder.appending(path: "output"), folder.appending(path: "errors"))
        let process = try spawn(command, output: output.path, errors: errors.path)
        let status = try await exitStatus(of: process, command, timeout, watch)
        return Finished(
            status: status, output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
}

private func exitStatus(
    of process: pid_t, _ command: [String], _ timeout: Duration, _ watch: (pid_t) -> Void
) async throws -> Int32 {
    let deadline = ContinuousClock.now + timeout
    var status: Int32 = 0
    while case let ended = waitpid(process, &status, WNOHANG), ended != process {
        guard ended == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .ECHILD) }
        guard ContinuousClock.now < deadline else {
            kill(-process, SIGKILL)
            waitpid(process, &status, 0)
            throw Hangs(command: command)
        }
        watch(process)
        // Cut short when the test is cancelled: the process is waited for all the same.
        try? await Task.sleep(for: .milliseconds(2))
    }
    let signal = status & 0x7f
    return signal == 0 ? status >> 8 & 0xff : 128 + signal
}

/// Where the build puts executables, and the tests themselves.
func productsFolder() throws -> URL {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(filePath: tests).deletingLastPathComponent()
}

func builtCommand() throws -> String { try productsFolder().appending(path: "threadlanes").path }

/// Starts a program in a process group of its own, so that whatever it starts can be killed with it.
private func spawn(_ command: [String], output: String, errors: String) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, O_WRONLY | O_CREAT, 0o600)

    // The threads of tests block most signals, and a child would inherit that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))

    var arguments = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    let error = posix_spawnp(&process, command[0], &actions, &attributes, &arguments, environ)
    guard error == 0 else { throw POSIXError(POSIXErrorCode(rawValue: error) ?? .EINVAL) }
    return process
}
