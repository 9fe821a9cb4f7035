package minos.store.s3;

import java.util.ArrayList;
import java.util.List;
import minos.store.StoreUnreachableException;
import minos.store.aws.Failures;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** Removes what is below the prefix of a run, with all its versions. */
final class S3Cleaning {
  private static final int MOST_DELETED_AT_ONCE = 1000;

  private final S3Client client;
  private final S3Settings settings;

  S3Cleaning(S3Client client, S3Settings settings) {
    this.client = client;
    this.settings = settings;
  }

  /**
   * Removes it; says how many objects and versions there were.
   *
   * @throws StoreUnreachableException if that can't be done
   */
  long clean() throws StoreUnreachableException {
    try {
      long removed = 0;
      for (var page :
          client.listObjectVersionsPaginator(
              b -> b.bucket(settings.bucket()).prefix(settings.prefix()))) {
        List<ObjectIdentifier> objects = new ArrayList<>();
        for (ObjectVersion version : page.versions()) {
          objects.add(identifier(version.key(), version.versionId()));
        }
        page.deleteMarkers()
            .forEach(marker -> objects.add(identifier(marker.key(), marker.versionId())));
        removed += remove(objects);
      }
      return removed;
    } catch (SdkException e) {
      return cleanUnversioned();
    }
  }

  /** For servers that know no versions. */
  private long cleanUnversioned() throws StoreUnreachableException {
    try {
      long removed = 0;
      for (var page :
          client.listObjectsV2Paginator(
              b -> b.bucket(settings.bucket()).prefix(settings.prefix()))) {
        List<ObjectIdentifier> objects = new ArrayList<>();
        page.contents().forEach(object -> objects.add(identifier(object.key(), null)));
        removed += remove(objects);
      }
      return removed;
    } catch (SdkException e) {
      throw new StoreUnreachableException(
          "what is below "
              + settings.prefix()
              + " in the bucket "
              + settings.bucket()
              + " could not be removed: "
              + Failures.words(e),
          e);
    }
  }

  private long remove(List<ObjectIdentifier> objects) {
    for (int i = 0; i < objects.size(); i += MOST_DELETED_AT_ONCE) {
      List<ObjectIdentifier> some =
          objects.subList(i, Math.min(objects.size(), i + MOST_DELETED_AT_ONCE));
      client.deleteObjects(
          b -> b.bucket(settings.bucket()).delete(d -> d.objects(some).quiet(true)));
    }
    return objects.size();
  }

  private static ObjectIdentifier identifier(String key, @Nullable String version) {
    ObjectIdentifier.Builder builder = ObjectIdentifier.builder().key(key);
    if (version != null && !version.equals("null")) {
      builder.versionId(version);
    }
    return builder.build();
  }
}
