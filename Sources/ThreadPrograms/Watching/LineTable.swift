import CPrograms
import Glibc

/// Which line of which file an address of a program's file was made of, asked of `addr2line`, which runs as long as there are questions.
///
/// Where that is not installed, or does not answer in time, nothing is known.
final class LineTable {
    struct Place: Hashable {
        let function: String
        let file: String
        let line: UInt32
    }

    /// So long an answer may take, in milliseconds: the first one reads the file.
    private static let patience: Int32 = 10_000

    private var process: pid_t = -1
    private var questions: Int32 = -1
    private var answers: Int32 = -1
    private var unread: [UInt8] = []

    init(path: String) { start(path) }

    deinit { stop() }

    /// Where a function was copied to where it is called, that place first and then its caller's.
    func places(at address: UInt64) -> [Place] {
        guard process > 0 else { return [] }
        // What is no address is answered as address 0, behind which all has been said.
        let text = "0x\(String(address, radix: 16))\n,\n"
        guard write(questions, text, text.utf8.count) == text.utf8.count, line()?.hasPrefix("0x") == true
        else {
            stop()
            return []
        }
        var places: [Place] = []
        while let function = line() {
            guard let place = line() else { break }
            if function.hasPrefix("0x") {
                // Where that is, nobody knows.
                if line() != nil { return places }
                break
            }
            // A number in brackets tells apart what one line was made into.
            let words = place.split(separator: " ")[0].split(separator: ":")
            if let number = words.last.flatMap({ UInt32($0) }), number > 0 {
                places.append(
                    Place(
                        function: function, file: words.dropLast().joined(separator: ":"), line: number))
            }
        }
        stop()
        return places
    }

    private func line() -> String? {
        while true {
            if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                defer { unread.removeSubrange(...end) }
                return end == 0 ? " " : String(decoding: unread[..<end], as: UTF8.self)
            }
            var wait = pollfd(fd: answers, events: Int16(POLLIN), revents: 0)
            guard poll(&wait, 1, Self.patience) > 0 else { return nil }
            var chunk = [UInt8](repeating: 0, count: 4096)
            let count = read(answers, &chunk, chunk.count)
            guard count > 0, unread.count < 1 << 20 else { return nil }
            unread += chunk[..<count]
        }
    }

    // MARK: The process

    private func start(_ path: String) {
        var (to, from): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
        guard programs_pipe(&to) == 0 else { return }
        guard programs_pipe(&from) == 0 else { return [to[0], to[1]].forEach { close($0) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, to[0], 0)
        posix_spawn_file_actions_adddup2(&actions, from[1], 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        let words = ["addr2line", "-a", "-C", "-f", "-i", "-e", path]
        var arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        let status = posix_spawnp(&process, "addr2line", &actions, nil, &arguments, environ)
        close(to[0])
        close(from[1])
        (questions, answers) = (to[1], from[0])
        if status != 0 {
            process = -1
            stop()
        }
    }

    private func stop() {
        if questions >= 0 { close(questions) }
        if answers >= 0 { close(answers) }
        (questions, answers) = (-1, -1)
        if process > 0 {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        process = -1
    }
}
