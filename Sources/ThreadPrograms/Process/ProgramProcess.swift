import CPrograms
import Glibc
import Synchronization

/// A program as a process of the system: started in a process group of its own, with a connection and, where it needs one, a client.
final class ProgramProcess: Sendable {
    /// How one is started.
    struct Launch {
        /// The program and its arguments.
        var command: [String]
        /// What is added to the environment.
        var environment: [String: String] = [:]
        /// Texts that it can read, as descriptors from `firstText` on.
        var texts: [String] = []
    }

    /// What the program finds in its environment: the number of the descriptor to talk on.
    static let variable = "THREADLANES_FD"
    static let connectionNumber: Int32 = 3
    static let firstText: Int32 = 4

    private struct State {
        /// How it ended: an exit status, or a signal.
        var ending: ProcessEnding?
        /// Whether it and all that it started have been told to end.
        var isEnded = false
        var output: [UInt8] = []
    }

    /// Its number, and that of its group.
    let id: pid_t
    /// What the process writes.
    private let pipe: Int32
    private let state = Mutex(State())

    /// - Parameter connection: the end that the program gets.
    /// - Throws: `ProgramFault` when the system can not start it.
    init(_ launch: Launch, connection: Int32) throws(ProgramFault) {
        let name = launch.command.first ?? ""
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var ends: [Int32] = [-1, -1]
        if programs_pipe(&ends) != 0 { throw Self.cannotStart(name, errno) }
        pipe = ends[0]
        let texts = launch.texts.map(Self.memory)
        defer { for descriptor in texts + [ends[1]] where descriptor >= 0 { close(descriptor) } }
        // Out of the way of the numbers that they are to have.
        let kept = ([connection] + texts).map { $0 < 0 ? -1 : fcntl($0, F_DUPFD_CLOEXEC, 16) }
        defer { for descriptor in kept where descriptor >= 0 { close(descriptor) } }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        for number: Int32 in [1, 2] {
            posix_spawn_file_actions_adddup2(&actions, ends[1], number)
        }
        for (index, descriptor) in kept.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Self.connectionNumber + Int32(index))
        }
        _ = programs_close_from(&actions, Self.connectionNumber + Int32(kept.count))
        var attributes = Self.attributes()
        defer { posix_spawnattr_destroy(&attributes) }
        var environment = Self.environment
        environment.merge(launch.environment) { $1 }
        environment[Self.variable] = "\(Self.connectionNumber)"
        var process = pid_t()
        let status = Self.withPointers(launch.command) { arguments in
            Self.withPointers(environment.map { "\($0.key)=\($0.value)" }) {
                posix_spawnp(&process, name, &actions, &attributes, arguments, $0)
            }
        }
        guard status == 0 else {
            close(pipe)
            throw Self.cannotStart(name, status)
        }
        id = process
    }

    deinit {
        end()
        close(pipe)
    }

    private static func cannotStart(_ name: String, _ status: Int32) -> ProgramFault {
        ProgramFault("could not be started: \(name): \(String(cString: strerror(status)))")
    }

    /// In a group of its own, which the terminal's keys do not reach, and with signals as every program expects them.
    private static func attributes() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        posix_spawnattr_setpgroup(&attributes, 0)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGPIPE, SIGXFSZ, SIGQUIT, SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        return attributes
    }

    /// A file without a name, with this text.
    private static func memory(_ text: String) -> Int32 {
        let descriptor = programs_memory_file()
        guard descriptor >= 0 else { return -1 }
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { break }
            bytes = bytes.dropFirst(count)
        }
        lseek(descriptor, 0, SEEK_SET)
        return descriptor
    }

    private static var environment: [String: String] {
        var result: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee.map({ String(cString: $0) }) {
            if let equals = text.firstIndex(of: "=") {
                result[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            entry += 1
        }
        return result
    }

    private static func withPointers<Result>(
        _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers = texts.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return body(&pointers)
    }

    // MARK: Its end

    /// How it ended; nil while it runs.
    var ending: ProcessEnding? {
        state.withLock { state in
            if let ending = state.ending { return ending }
            var status: Int32 = 0
            guard waitpid(id, &status, WNOHANG) == id else { return nil }
            let signal = status & 0x7F
            state.ending = signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal)
            return state.ending
        }
    }

    /// How it ended, waited for so many milliseconds at most.
    func ending(within milliseconds: Int) -> ProcessEnding? {
        for _ in 0...milliseconds / 2 {
            if let ending { return ending }
            usleep(2_000)
        }
        return ending
    }

    /// Ends it and all that it started, and waits for it. A second time it only waits: the number of its group may be another's by then.
    func end() {
        let isFirst = state.withLock { state in
            defer { state.isEnded = true }
            return !state.isEnded
        }
        if isFirst { kill(-id, SIGKILL) }
        _ = ending(within: 2_000)
    }

    // MARK: What it writes past the protocol

    /// Keeps what it writes until somebody takes it, at most 1 MiB, behind which it has to wait.
    ///
    /// - Returns: false when nothing more will come.
    func readOutput(milliseconds: Int32) -> Bool {
        guard state.withLock({ $0.output.count < 1 << 20 }) else {
            usleep(UInt32(milliseconds) * 1_000)
            return true
        }
        var wait = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
        guard poll(&wait, 1, milliseconds) > 0 else { return true }
        return withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { chunk in
            let count = read(pipe, chunk.baseAddress, chunk.count)
            if count > 0 { state.withLock { $0.output.append(contentsOf: chunk[..<count]) } }
            return count > 0
        }
    }

    /// What it wrote last, behind a colon, where there is nothing else to be told by.
    var said: String {
        _ = readOutput(milliseconds: 0)
        let last = takeOutput(isLast: true).last ?? ""
        return last.isEmpty ? "" : ": \(last)"
    }

    /// Whole lines that it has written; at its end also what has none.
    func takeOutput(isLast: Bool = false) -> [String] {
        let bytes = state.withLock { state -> [UInt8] in
            guard !state.output.isEmpty else { return [] }
            let end = isLast ? state.output.count : (state.output.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
            defer { state.output.removeSubrange(..<end) }
            return Array(state.output[..<end])
        }
        return bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    }
}

/// How a process ended.
enum ProcessEnding: Hashable {
    case exited(Int32)
    case killed(Int32)
}

extension ProcessEnding: CustomStringConvertible {
    var description: String {
        switch self {
        case .exited(let status): "ended with exit status \(status)"
        case .killed(let signal): "was ended by signal \(signal) (\(String(cString: strsignal(signal))))"
        }
    }
}
