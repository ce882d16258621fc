// swift-tools-version: 6.1
import PackageDescription

// The house of README.md as targets: arrows point down only.
let package = Package(
    name: "threadlanes",
    products: [
        .library(name: "Threadlanes", targets: ["Threadlanes"]),
        .executable(name: "threadlanes", targets: ["ThreadlanesTool"]),
        // What a watched program loads before all else: a file of its own.
        .library(name: "threadlanes-watch", type: .dynamic, targets: ["CWatch"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-algorithms", from: "1.2.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.2.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.4.0"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
    ],
    targets: [
        // What threads do. Knows nothing of screens.
        .target(
            name: "ThreadTrace",
            dependencies: [
                .product(name: "Algorithms", package: "swift-algorithms"),
                .product(name: "OrderedCollections", package: "swift-collections"),
            ]),
        .target(
            name: "ThreadAnalysis",
            dependencies: [
                "ThreadTrace",
                .product(name: "Algorithms", package: "swift-algorithms"),
                .product(name: "BitCollections", package: "swift-collections"),
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "Histogram", package: "hdrhistogram-swift"),
            ]),
        .target(
            name: "ThreadModel",
            dependencies: [
                "ThreadTrace",
                .product(name: "Algorithms", package: "swift-algorithms"),
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "HeapModule", package: "swift-collections"),
            ]),
        .target(name: "CFibers"),
        .target(
            name: "ThreadRuntime",
            dependencies: [
                "ThreadTrace", "ThreadModel", "CFibers",
                .product(name: "Algorithms", package: "swift-algorithms"),
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "OrderedCollections", package: "swift-collections"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        // All the other ways it could have gone.
        .target(
            name: "ThreadExplorer", dependencies: ["ThreadTrace", "ThreadModel", "ThreadRuntime"]),
        // Programs of other languages, over a protocol. Embeds the Python side of it.
        .target(name: "CPrograms"),
        .target(
            name: "ThreadPrograms",
            dependencies: ["ThreadTrace", "ThreadModel", "ThreadRuntime", "CPrograms", "CWatchRecords"],
            plugins: ["EmbedFiles"]),
        // Programs in C and C++ that know nothing of this one: what is loaded into them, and how the two talk.
        .target(name: "CWatchRecords"),
        // Without what every library of Swift begins with: a program in C has no use for it.
        .target(
            name: "CWatch", dependencies: ["CWatchRecords"],
            linkerSettings: [.unsafeFlags(["-nostartfiles"])]),
        // Embeds its own sources, so that what is read on screen is what runs.
        .target(name: "ThreadScenarios", dependencies: ["ThreadRuntime"], plugins: ["EmbedFiles"]),

        // What it looks like. Never touches a thread.
        .target(name: "LaneCanvas"),
        // Embeds every file of themes/.
        .target(
            name: "Themes", dependencies: ["LaneCanvas"],
            plugins: ["EmbedFiles"]),
        .target(
            name: "LaneView",
            dependencies: ["ThreadTrace", "ThreadAnalysis", "LaneCanvas", "Themes"]),
        .systemLibrary(name: "CNcurses", providers: [.apt(["libncursesw5-dev"])]),
        .target(
            name: "LaneTerminal",
            dependencies: [
                "LaneCanvas", "CNcurses", .product(name: "SystemPackage", package: "swift-system"),
            ]),
        .target(
            name: "LaneScreencast",
            dependencies: ["LaneCanvas", .product(name: "SystemPackage", package: "swift-system")]),

        // The command line, and the one-line executable over it. Embeds the lessons.
        .target(
            name: "Threadlanes",
            dependencies: [
                "ThreadRuntime", "ThreadModel", "ThreadScenarios", "ThreadTrace",
                "ThreadAnalysis", "ThreadExplorer", "ThreadPrograms",
                "LaneCanvas", "LaneView", "LaneTerminal", "LaneScreencast", "Themes",
                .product(name: "Algorithms", package: "swift-algorithms"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            plugins: ["EmbedFiles"]),
        .executableTarget(name: "ThreadlanesTool", dependencies: ["Threadlanes"]),

        // Files as values of a module, made anew whenever one of them changes.
        .plugin(
            name: "EmbedFiles", capability: .buildTool(), dependencies: ["EmbedFilesGenerator"],
            path: "Sources/EmbedFiles/Plugin"),
        .executableTarget(name: "EmbedFilesGenerator", path: "Sources/EmbedFiles/Generator"),

        // What tests of several modules build their traces and events with. Knows no module above these.
        .target(name: "TestSupport", dependencies: ["ThreadTrace", "ThreadModel"], path: "Tests/Support"),
        .testTarget(name: "ThreadModelTests", dependencies: ["ThreadModel", "ThreadTrace"]),
        .testTarget(
            name: "ThreadRuntimeTests", dependencies: ["ThreadRuntime", "ThreadModel", "ThreadTrace"]),
        .testTarget(
            name: "ThreadProgramsTests",
            dependencies: [
                "ThreadPrograms", "ThreadExplorer", "ThreadAnalysis", "ThreadRuntime", "ThreadModel",
                "ThreadTrace", "TestSupport",
            ],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "ThreadExplorerTests",
            dependencies: [
                "ThreadExplorer", "ThreadScenarios", "ThreadRuntime", "ThreadModel", "ThreadTrace",
                "TestSupport",
            ]),
        .testTarget(
            name: "ThreadAnalysisTests", dependencies: ["ThreadAnalysis", "ThreadTrace", "TestSupport"]),
        .testTarget(
            name: "ThreadScenariosTests",
            dependencies: [
                "ThreadScenarios", "ThreadRuntime", "ThreadModel", "ThreadTrace",
            ]),
        .testTarget(
            name: "ThreadTraceTests",
            dependencies: [
                "ThreadTrace", "ThreadModel", "ThreadRuntime", "TestSupport",
                .product(name: "Algorithms", package: "swift-algorithms"),
            ]),
        .testTarget(name: "LaneCanvasTests", dependencies: ["LaneCanvas", "TestSupport"]),
        .testTarget(
            name: "LaneTerminalTests",
            dependencies: [
                "LaneTerminal", "LaneCanvas", "CNcurses", "Multiplexer", "TerminalProbe", "TestSupport",
            ]),
        // A real terminal for tests of whole programs.
        .target(name: "Multiplexer", path: "Tests/Multiplexer"),
        // Opens a screen and crashes in every way; the terminal's tests run it in a real multiplexer.
        .executableTarget(
            name: "TerminalProbe", dependencies: ["LaneTerminal", "LaneCanvas"], path: "Tests/TerminalProbe"),
        // Scenarios that know of no screen and get in its way; the screen's tests run them.
        .executableTarget(name: "ScenarioProbe", dependencies: ["Threadlanes"], path: "Tests/ScenarioProbe"),
        .testTarget(
            name: "LaneViewTests",
            dependencies: [
                "LaneView", "LaneCanvas", "LaneTerminal", "ThreadAnalysis", "ThreadTrace", "Themes",
                "TestSupport",
            ],
            exclude: ["Snapshots"]),
        .testTarget(
            name: "LaneScreencastTests",
            dependencies: [
                "LaneScreencast", "LaneCanvas", "Multiplexer", "TestSupport",
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        .testTarget(
            name: "ConfigurationTests",
            dependencies: [
                "Threadlanes", "LaneView", "ThreadRuntime", "ThreadModel", "Themes", "TestSupport",
            ]),
        // Runs the real binary, so it has to be built.
        .testTarget(
            name: "ScreenTests", dependencies: ["Multiplexer", "ThreadlanesTool", "ScenarioProbe"]),
        .testTarget(
            name: "ThreadlanesTests",
            dependencies: [
                "Threadlanes", "ThreadlanesTool", "LaneCanvas", "LaneView", "LaneScreencast", "ThreadRuntime",
                "ThreadModel", "ThreadScenarios", "ThreadTrace", "Themes", "TestSupport",
            ]),
    ],
    swiftLanguageModes: [.v6]
)

// What steps, events, frames and recordings cost: `THREADLANES_BENCHMARKS=1 swift package benchmark`. Asked for by name, so
// that neither a build, nor the tests, nor a package that depends on this one, fetches and compiles the tool that measures.
if Context.environment["THREADLANES_BENCHMARKS"] != nil {
    package.dependencies.append(
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []))
    package.targets += [
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "ThreadRuntime", "ThreadExplorer", "ThreadPrograms", "ThreadModel", "ThreadTrace",
                "ThreadAnalysis", "LaneCanvas",
                "Themes", "LaneView", "LaneScreencast", "CFibers", "CMalloc", "Multiplexer", "TestSupport",
                // Runs the real binary, so it has to be built.
                "ThreadlanesTool",
                .product(name: "Benchmark", package: "benchmark"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Tests/Benchmarks/Costs",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
        .systemLibrary(name: "CMalloc", path: "Tests/Benchmarks/CMalloc"),
    ]
}

// What libFuzzer feeds with bytes; CONTRIBUTING.md has the commands. Asked for by name, and then all that there is: whatever is
// linked in a build for it gets its `main`, also tools that other targets are built with.
if Context.environment["THREADLANES_FUZZING"] != nil {
    let fuzzed = ["ThreadTrace", "LaneCanvas", "CNcurses", "LaneTerminal"]
    package.products = []
    package.targets.removeAll { !fuzzed.contains($0.name) }
    package.targets += [
        .executableTarget(
            name: "TraceReaderFuzzer", dependencies: ["ThreadTrace"], path: "Tests/Fuzzing/TraceReader",
            exclude: ["Corpus"]),
        .executableTarget(
            name: "KeyDecoderFuzzer", dependencies: ["LaneTerminal", "LaneCanvas"],
            path: "Tests/Fuzzing/KeyDecoder", exclude: ["Corpus"]),
    ]
}
