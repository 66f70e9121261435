using System.Security.Cryptography;
using System.Text;
using Analytics.Pipelines.Checks;

namespace Analytics.Delivery;

/// What a program carries beside its code: <c>etl/</c> (models, reports), <c>seeds/</c> and <c>notebooks/</c>. Beside
/// the program after publishing, in the clone while developing.
sealed class Content
{
    Content(string root) => Root = root;

    public string Root { get; }

    public string Models => Path.Combine(Root, "etl");

    public static Content Find(string? given)
    {
        if (given is not null)
            return Holds(given) ? new(Path.GetFullPath(given)) : throw DeliveryErrors.ContentMissing(given);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Holds(folder.FullName)) return new(folder.FullName);
        throw DeliveryErrors.ContentMissing(AppContext.BaseDirectory);
    }

    /// A hash over every model, report and file of checks: pages made from others are out of date.
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files("model.yaml").Concat(Files("report.json")).Concat(Checks()))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(NameOf(file)));
            hash.AppendData(File.ReadAllBytes(file));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// The files of a name in the model folder and its subjects, in order of path.
    public IEnumerable<string> Files(string name) => Directory.EnumerateDirectories(Models).Append(Models)
        .Select(folder => Path.Combine(folder, name)).Where(File.Exists).Order(StringComparer.Ordinal);

    IEnumerable<string> Checks() =>
        ReproductionCheck.Inputs.Select(name => Path.Combine(Root, name)).Where(File.Exists);

    /// Every notebook, in order of path.
    public IEnumerable<string> Notebooks() => Directory.Exists(Path.Combine(Root, "notebooks"))
        ? Directory.EnumerateFiles(Path.Combine(Root, "notebooks"), "*.ipynb", SearchOption.AllDirectories)
            .Where(file => !file.Contains(".ipynb_checkpoints", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
        : [];

    public string NameOf(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    static bool Holds(string folder) =>
        File.Exists(Path.Combine(folder, "etl", "model.yaml")) && Directory.Exists(Path.Combine(folder, "seeds"));
}
