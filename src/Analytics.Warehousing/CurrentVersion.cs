using System.Text.Json;

namespace Analytics.Warehousing;

/// <summary>What the pointer <c>warehouse/current.json</c> says about the version that is served.</summary>
/// <param name="Epoch">The version's number, from 1; facts carry the epoch that brought them.</param>
/// <param name="File">The version's file name inside the folder.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="Sha256">The file's hash in lower hex.</param>
/// <param name="InputsFingerprint">The fingerprint of the inputs it was built from.</param>
/// <param name="SchemaVersion">The number of its last migration.</param>
/// <param name="BatchId">The batch that published it.</param>
public sealed record CurrentVersion(long Epoch, string File, long Bytes, string Sha256, string InputsFingerprint,
    int SchemaVersion, string BatchId)
{
    static readonly JsonSerializerOptions Form =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    static readonly JsonSerializerOptions StrictForm = new(Form) { RespectRequiredConstructorParameters = true };

    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Form);

    internal static CurrentVersion Read(string path)
    {
        try
        {
            var read = JsonSerializer.Deserialize<CurrentVersion>(System.IO.File.ReadAllBytes(path), StrictForm);
            return read is { Epoch: > 0, File.Length: > 0 } && Path.GetFileName(read.File) == read.File ? read
                : throw WarehouseErrors.PointerInvalid(path, "epoch or file");
        }
        catch (JsonException e)
        {
            throw WarehouseErrors.PointerInvalid(path, e.Message, e);
        }
    }
}
