import Glibc
import SystemPackage

/// A program that runs beside us, and never touches our terminal: it reads nothing, and what it writes goes to a file.
struct ExternalTool {
    let name: String
    private let process: pid_t
    /// What it complains of.
    private let log: FilePath

    /// Where the shell would find it, nil if it would not.
    static func path(of name: String) -> String? {
        let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        return folders.split(separator: ":").lazy.map { "\($0)/\(name)" }.first { path in
            var status = stat()
            return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
        }
    }

    /// - Parameter log: a path for its complaints; overwritten.
    init(_ name: String, _ arguments: [String], log: FilePath) throws(Video.Failure) {
        guard let path = Self.path(of: name) else {
            throw Video.Failure(description: "\(name) is not installed")
        }
        self.name = name
        self.log = log
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, log.string, O_WRONLY | O_CREAT | O_TRUNC, 0o600)

        // Whoever starts us may have blocked signals in this thread; a tool must be able to end.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        // A group of its own: whatever it starts ends with it, and keys that end us are not its business.
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))

        let words = ([name] + arguments).map { strdup($0) }
        defer { words.forEach { free($0) } }
        var started: pid_t = 0
        let error = posix_spawn(&started, path, &actions, &attributes, words + [nil], environ)
        // It may have gone since it was looked for.
        guard error != ENOENT else { throw Video.Failure(description: "\(name) is not installed") }
        guard error == 0 else {
            throw Video.Failure(description: "\(name) cannot be started: \(Errno(rawValue: error))")
        }
        process = started
    }

    /// Nil while it runs. May be asked once more than it answers, no more.
    func status() -> Int32? {
        var status: Int32 = 0
        let ended = waitpid(process, &status, WNOHANG)
        if ended == 0 || ended < 0 && errno == EINTR { return nil }
        return ended == process ? status : -1
    }

    /// Ends it and what it has started, and waits until it has ended.
    func stop() {
        kill(-process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }

    /// Why it ended with that status, with the last that it said.
    func failure(_ status: Int32) -> Video.Failure {
        let signal = status & 0x7F
        let end = signal == 0 ? "exit status \(status >> 8 & 0xFF)" : "signal \(signal)"
        let lines = lastWords.split(separator: "\n").suffix(4).joined(separator: "\n")
        return Video.Failure(description: "\(name) failed (\(end))\(lines.isEmpty ? "" : ":\n\(lines)")")
    }

    private var lastWords: String {
        var bytes = [UInt8](repeating: 0, count: 4_096)
        guard let file = try? FileDescriptor.open(log, .readOnly, options: .closeOnExec),
            let count = try? file.closeAfter({
                // Fails, and changes nothing, where there is less.
                _ = try? file.seek(offset: Int64(-bytes.count), from: .end)
                return try bytes.withUnsafeMutableBytes { try file.read(into: $0) }
            })
        else { return "" }
        // Its words may quote anything.
        return String(decoding: bytes.prefix(count), as: UTF8.self).split(separator: "\n")
            .map {
                String($0.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.map(Character.init))
            }
            .joined(separator: "\n")
    }
}
