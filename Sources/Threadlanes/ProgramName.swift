/// What the command was called as: `threadlanes`, or the name of the program whose scenarios it runs.
let programName: String = {
    let path = CommandLine.arguments.first ?? ""
    return path.split(separator: "/").last.map(String.init) ?? "threadlanes"
}()

/// What `--version` tells, and the files that are written.
let programVersion = "0.1.0"
